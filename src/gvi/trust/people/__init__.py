"""Persons, in one authority's sealed room and nowhere else (trust.md, "Person")."""
