"""Individual talks: asked for, approved, prepared, tried, delivered, followed up; all of it with police (domain.md)."""
