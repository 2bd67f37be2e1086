"""Disclosures: the only way a person's data gets from one room to another (trust.md, "Disclosure")."""
