"""Forms of disclosures: agreements, the draft with its lines, the oral decision, and what lists may be asked for."""
