"""How long a person stays: reviewed and renewed with a fresh need, or ended with a reason (trust.md, "Person")."""
