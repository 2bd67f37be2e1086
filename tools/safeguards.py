"""Write ``docs/reference/safeguards.md``: each promise of the product, and the tests that prove it.

A test carries the number of its safeguard in its name (``test_t14_...``; several numbers are allowed). With
``--check`` nothing is written, and a stale page fails.
"""

import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "reference" / "safeguards.md"
PROMISES = ROOT / "tools" / "promises.toml"
TEST = re.compile(r"^(?:async )?def (test_\w+)\(", re.M)
NUMBER = re.compile(r"(?<=_)t(\d\d)(?=_|$)")
HEAD = """# Safeguards

Each promise about people's data, and the tests that prove it; written by `python -m tools.safeguards` from the names of
the tests. A promise without a test concerns a part of the strategy that this version does not have.

*Sammanfattning: varje löfte om människors uppgifter har ett nummer, och de tester som prövar det bär numret i namnet.*

"""


def proofs_of(root: Path) -> Mapping[str, list[tuple[str, str]]]:
    """The tests of each safeguard as (file, name), by number (``"T14"``)."""
    found: dict[str, list[tuple[str, str]]] = {}
    for file in sorted((root / "tests").rglob("test_*.py")):
        for name in TEST.findall(file.read_text(encoding="utf-8")):
            for number in NUMBER.findall(name):
                found.setdefault(f"T{number}", []).append((str(file.relative_to(root)), name))
    return found


def page(promises: Mapping[str, str], tests: Mapping[str, list[tuple[str, str]]]) -> str:
    """The page as Markdown: a table of counts, then the tests by safeguard."""
    return HEAD + "\n".join([*_table(promises, tests), "", *_lists(promises, tests)]) + "\n"


def _table(promises: Mapping[str, str], tests: Mapping[str, list[tuple[str, str]]]) -> Iterator[str]:
    yield "| | promise | tests |"
    yield "|---|---|---|"
    for number, promise in promises.items():
        count = len(tests.get(number, ()))
        yield f"| {f'[{number}](#{number.lower()})' if count else number} | {promise} | {count or '—'} |"


def _lists(promises: Mapping[str, str], tests: Mapping[str, list[tuple[str, str]]]) -> Iterator[str]:
    for number in promises:
        if number in tests:
            yield f"## {number}\n"
            yield from (f"- `{file}` · {_words(name)}" for file, name in tests[number])
            yield ""


def _words(name: str) -> str:
    return NUMBER.sub("", name.removeprefix("test")).replace("_", " ").strip()


def main() -> int:
    """Write the page, or compare it; returns the exit code."""
    promises = tomllib.loads(PROMISES.read_text(encoding="utf-8"))
    text = page(promises, proofs_of(ROOT))
    if "--check" in sys.argv[1:]:
        if PAGE.exists() and PAGE.read_text(encoding="utf-8") == text:
            return 0
        print("docs/reference/safeguards.md is stale: python -m tools.safeguards")
        return 1
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
