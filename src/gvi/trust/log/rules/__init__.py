"""What in a month of the log is worth a second look. Each rule is data: its name, why, and what it finds.

The log's own rules look at events alone. What needs persons or members is registered by the app that knows them, and
runs under row security as the log reviewer (``register``).
"""

from gvi.trust.log.rules.rule import Hit, Rule, Span, by_sql, named, register, rules

__all__ = ["Hit", "Rule", "Span", "by_sql", "named", "register", "rules"]
