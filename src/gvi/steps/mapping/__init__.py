"""The problem analysis: conflict map, scorecard, concentration, chains, near repeat, audit, report (domain.md, Groups).

All of it is sealed in the police room; what leaves does so by decision, and never a figure about one person.
"""
