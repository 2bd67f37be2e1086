"""Forms of incidents: what is typed, checked for the eye; the flows check it again for the rules."""
