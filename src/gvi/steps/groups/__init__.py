"""Groups: in the joint space only a code name, on its own row or under *Övriga* (domain.md, "Groups")."""
