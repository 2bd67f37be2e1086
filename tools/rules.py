"""Write ``docs/reference/rules.md`` from the rule files, so that the page can't say anything else than the product.

With ``--check`` nothing is written, and a stale page fails.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from gvi.trust.law.rules import Rule, load_rules

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "reference" / "rules.md"
HEAD = """# Rules

By which provisions personal data may go from one room to another; written by `python -m tools.rules` from
`src/gvi/trust/law/rules/*.toml`. Every rule is off in every room until that room's lawyer has verified its text and its
decision maker for rules has switched it on. ★: the text has not been verified by a lawyer at all and says so on screen.

The product claims no lawfulness of its own. Where it is stricter than the statute the rule says so. Whoever changes a
file raises its `version`; `valid_from` is the day from which the new text counts, and the day the old one stops.
`gvi migrate` brings new versions in and refuses a file that changed under the same version; all stay in the database.

*Sammanfattning: reglerna för utlämnande, skrivna ur regelfilerna. Ingen gäller förrän en jurist har kontrollerat den
och beslutsfattaren för regler slagit på den i den egna arbetsytan.*

"""


def page(rules: Iterable[Rule]) -> str:
    """The page as Markdown: a table, then each rule."""
    listed = list(rules)
    return HEAD + "\n".join([*_table(listed), "", *(line for rule in listed for line in _section(rule))])


def _table(rules: Iterable[Rule]) -> Iterator[str]:
    yield "| rule | provision | from | to | urgent | age |"
    yield "|---|---|---|---|---|---|"
    for rule in rules:
        name = f"[`{rule.code}`](#{rule.code}){' ★' if rule.starred else ''}"
        urgent = "yes" if rule.urgent else ""
        sides = f"{', '.join(rule.from_kinds)} | {', '.join(rule.to_kinds)}"
        yield f"| {name} | {rule.short} | {sides} | {urgent} | {_ages(rule)} |"


def _section(rule: Rule) -> Iterator[str]:
    yield f"## {rule.code}\n"
    yield f"**{rule.title.en}** (*{rule.title.sv}*) · [{rule.statute}]({rule.source}), {rule.paragraph}\n"
    yield f"{rule.explanation.en}\n"
    if rule.narrower:
        yield f"*Here:* {rule.narrower.en}\n"
    yield from (f"- {label}: {words}" for label, words in _facts(rule) if words)
    yield "- asks:"
    yield from (f"    - `{condition.id}`: {condition.asked.en}" for condition in rule.conditions)
    yield ""


def _facts(rule: Rule) -> Iterator[tuple[str, str]]:
    until = f" to {rule.valid_to}" if rule.valid_to else ""
    yield "version", f"{rule.version}, from {rule.valid_from}{until}"
    yield "carries", ", ".join(rule.carries)
    yield "never carries", ", ".join(rule.never_carries)
    yield "never under", ", ".join(rule.never_secrecy)
    yield "serves", ", ".join(rule.steps)
    yield "test", rule.test
    yield "the receiver may read for", f"{rule.max_days} days"
    yield "only on request", "yes" if rule.on_request_only else ""
    yield "receivers that the statute names", ", ".join(body.name for body in rule.receivers)


def _ages(rule: Rule) -> str:
    return f"from {rule.age_from}" if rule.age_from else f"under {rule.age_under}" if rule.age_under else ""


def main(arguments: list[str]) -> int:
    """Write the page, or with ``--check`` say whether it is current; returns the exit status."""
    written = page(load_rules())
    if "--check" in arguments:
        if PAGE.read_text(encoding="utf-8") == written:
            return 0
        print("docs/reference/rules.md is stale: run python -m tools.rules")
        return 1
    PAGE.write_text(written, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
