"""The table of kinds: complete, editable, and never guessing."""

from pathlib import Path

import pytest

from gvi.steps.incidents.reading import FileRefused, Kind, load_kinds
from gvi.steps.incidents.reading.columns import KIND_WORDS
from gvi.steps.incidents.reading.kinds import SKIP

KINDS = load_kinds()


def test_every_kind_has_a_word_and_the_word_means_the_kind() -> None:
    assert {kind: KINDS.of_word(word) for kind, word in KIND_WORDS.items()} == {kind: kind for kind in Kind}


def test_every_kind_of_the_police_table_is_ours_or_skipped() -> None:
    assert set(KINDS.police.values()) <= {SKIP, *Kind}
    assert len(KINDS.police) >= 97


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Skottlossning", "shooting"),
        ("  MORD/DRÅP,   försök ", "attempted_homicide"),
        ("Trafikolycka,  singel", SKIP),
        ("Lagen om hundar och katter ", SKIP),
        ("Rån", SKIP),
        ("Rymdfärd", None),
    ],
)
def test_police_type(name: str, kind: str | None) -> None:
    assert KINDS.of_police(name) == kind


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Skjutning (2 skadade)", "shooting"),
        ("KNIVDÅD", "stabbing"),
        ("Rån (vapen)", "robbery_with_weapon"),
        ("Rån (väskryckning)", SKIP),
        ("Olaga hot", "threat"),
        ("trafikolycka", SKIP),
        ("ingen skjutning", None),
        ("", None),
    ],
)
def test_word_of_a_sheet(word: str, kind: str | None) -> None:
    assert KINDS.of_word(word) == kind


def test_words_of_one_sheet_go_first() -> None:
    kinds = KINDS.with_words({"Pang": "shooting", "Skott": SKIP})
    assert (kinds.of_word("pang"), kinds.of_word("skott"), KINDS.of_word("skott")) == (
        "shooting",
        SKIP,
        "shooting",
    )


@pytest.mark.parametrize(
    "text", ["[police]", "[police]\n'a' = 'b'\n[words]", "=", "[police]\n[words]\n'a' = 1"]
)
def test_table_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "kinds.toml"
    path.write_text(text)
    with pytest.raises(FileRefused, match=r"kinds\.toml"):
        load_kinds(path)
