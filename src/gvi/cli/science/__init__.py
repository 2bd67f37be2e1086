"""Science on files: no database, no settings (science.md)."""
