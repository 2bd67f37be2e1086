"""The invented city's persons, as each room has them, and two untidy extracts of the police's own systems.

Nobody here exists: surnames and streets are made of words that no name is made of, and the identity
numbers are the tax agency's test numbers (trust.md, "Never": no real person in tests, demo or screenshots).
"""

from gvi.city.persons.extracts import Extract, extracts, truth
from gvi.city.persons.people import People, people

__all__ = ["Extract", "People", "extracts", "people", "truth"]
