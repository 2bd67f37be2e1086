"""From a checked file to incidents: staging that can resume, and publishing in one transaction (domain.md)."""
