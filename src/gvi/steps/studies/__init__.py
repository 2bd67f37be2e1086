"""Did it work? Studies whose plan is written first, locked, and answered as it says (domain.md; science.md)."""
