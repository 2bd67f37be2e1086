"""The page of safeguards lists each promise once, with the tests that carry its number."""

import re
import tomllib
from pathlib import Path

from tools.safeguards import PROMISES, ROOT, page, proofs_of

TREE = """
def test_t01_t02_a_room_is_closed(): ...
def test_nothing_of_the_kind(): ...
def helper_t03_(): ...
    def test_t04_nested(): ...
"""


def test_a_test_counts_for_every_number_in_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "tests" / "x"
    folder.mkdir(parents=True)
    (folder / "test_x.py").write_text(TREE)
    found = proofs_of(tmp_path)
    assert set(found) == {"T01", "T02"}
    assert found["T01"] == [("tests/x/test_x.py", "test_t01_t02_a_room_is_closed")]


def test_a_promise_without_a_test_says_so() -> None:
    text = page({"T01": "One.", "T02": "Two."}, {"T01": [("tests/a.py", "test_t01_it_holds")]})
    assert "| [T01](#t01) | One. | 1 |" in text
    assert "| T02 | Two. | — |" in text
    assert "- `tests/a.py` · it holds" in text


def test_every_number_is_promised_and_every_test_has_a_promise() -> None:
    promises = tomllib.loads(PROMISES.read_text(encoding="utf-8"))
    assert list(promises) == [f"T{n:02}" for n in range(1, 35)]
    assert set(proofs_of(ROOT)) <= set(promises)
    assert not [name for name in promises if not re.fullmatch(r"T\d\d", name)]
