"""The database floor: starts or finds PostgreSQL, and holds the guards that no view can forget.

Roles, signed room tickets, row security, state guards and table privileges live here, as plain SQL that the
application's own role can't switch off (docs/explanation/house.md, "The database does the guarding").
"""
