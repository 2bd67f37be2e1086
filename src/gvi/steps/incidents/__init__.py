"""Incidents and the context log: what happened, where, when, and what else was going on (domain.md, "Incidents")."""
