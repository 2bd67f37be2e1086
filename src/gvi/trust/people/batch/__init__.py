"""Persons that a room has mapped already, read from a file: every mandatory field on each row, two people, all or none.

trust.md: typing two hundred by hand breeds shadow lists. docs/reference/person-file.md tells the columns.
"""
