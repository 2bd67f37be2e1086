"""Pure functions: no Django, no database, no clock, no global state (house.md, floor 1). Works in a notebook."""
