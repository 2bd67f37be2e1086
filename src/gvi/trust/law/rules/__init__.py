"""The rules themselves: one file a rule (``*.toml``), read and checked in every field before anything relies on them.

docs/reference/rules.md is written from the files. Whoever changes a file raises its version: the old text remains
in the database, and the new one counts in no room before its lawyer has read it (trust.md, T04).
"""

from gvi.trust.law.rules.loading import RuleFileError, load_rules, read_rule
from gvi.trust.law.rules.shape import Body, Condition, Rule, Said

__all__ = ["Body", "Condition", "Rule", "RuleFileError", "Said", "load_rules", "read_rule"]
