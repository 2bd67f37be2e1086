"""T34 in words: a code name is found however it is written, and an ordinary word is not refused for being one."""

import pytest

from gvi.trust.workspaces.code_names import search

NAMES = ("Sälg", "Ask", "Stora Eken", "7an", "Gran", "Hassel")


@pytest.mark.parametrize(
    ("text", "name"),
    [("Sälg", "Sälg"), ("SÄLG var där", "Sälg"), ("Sälgs bil", "Sälg"), ("SÄLG:s bil", "Sälg"), ("S.älg", "Sälg"),
     ("_Sälg_", "Sälg"), ("Rönn/Sälg", "Sälg"), ("S\u200bälg", "Sälg"), ("S\u00adälg", "Sälg"), ("S\u2060älg", "Sälg"),
     ("Sa\u0308lg", "Sälg"), ("Ｓälg", "Sälg"), ("S\u0336älg", "Sälg"), ("Sälg-gänget", "Sälg"), ("grupp sälg", "Sälg"),
     ("gruppen sälg", "Sälg"), ("Gruppen «ask»", "Ask"), ("hos Stora Eken i går", "Stora Eken"),
     ("Stora_Ekens lokal", "Stora Eken"), ("Stora\nEken", "Stora Eken"), ("(7an)", "7an"), ("sÄLG", "Sälg")],
)  # fmt: skip
def test_t34_a_code_name_is_refused_however_it_is_written(text: str, name: str) -> None:
    assert search(text, NAMES).exact == (name,)


@pytest.mark.parametrize(
    ("text", "word"),
    [("under en sälg", "sälg"), ("sälgs", "sälgs"), ("Sälggruppen kom", "Sälggruppen"), ("sälgarna sköt", "sälgarna"),
     ("under en ask", "ask"), ("askarna", "askarna"), ("Askgänget", "Askgänget"), ("stora eken föll", "stora eken"),
     ("sä-lg", "sälg"), ("Sälgfolket", "Sälgfolket"), ("hasselpojkarna", "hasselpojkarna"), ("s\u200bälg", "sälg")],
)  # fmt: skip
def test_t34_what_may_be_one_asks(text: str, word: str) -> None:
    found = search(text, NAMES)
    assert (found.exact, found.alike) == ((), (word,))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Skott vid torget",
        "asking",
        "en granne såg",
        "granskning",
        "asfalt",
        "Stora torget",
        "eken",
        "visälg",
        "de 7",
        "grupp",
        "bask",
    ],
)
def test_other_words_pass(text: str) -> None:
    found = search(text, NAMES)
    assert (found.exact, found.alike) == ((), ())


def test_a_word_that_is_refused_is_not_asked_about_as_well() -> None:
    assert search("Sälg står under en sälg", NAMES).alike == ()
