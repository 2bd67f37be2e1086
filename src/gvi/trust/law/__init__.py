"""Law as data: which rule lets what cross from which room to which, on what conditions (trust.md, "Law as data")."""
