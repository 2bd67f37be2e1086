"""The call-in: planned together, without a person in it; nominees with police, summons with probation (domain.md)."""
