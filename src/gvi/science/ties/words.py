"""The sentences of the ties in Swedish and English."""

from gvi.science.ties.counting import Choice, Reading

CHART = {"sv": "över", "en": "over"}
ROWS = ("rows", "chosen", "duplicates", "single", "cut_incidents", "incidents", "persons", "ties")
MADE = {
    "sv": "{ties} mellan {persons} ur {incidents} med minst två i rollen {roles}.",
    "en": "{ties} between {persons} from {incidents} with at least two in the role {roles}.",
}
WINDOW = {
    "sv": "Räknat från och med {since} till och med sista datum i uppgifterna, {until}.",
    "en": "Counted from {since} to the last date in the data, {until}, both included.",
}
CUT = {
    "sv": "Utelämnat: {cut} med fler än {cap} personer ({pairs} par).",
    "en": "Left out: {cut} with more than {cap} persons ({pairs} pairs).",
}
COUNTED = {
    "sv": "En gemensam händelse visar att två förekommer tillsammans, inte varför (n = {rows} rader).",
    "en": "A shared incident shows that two appear together, not why (n = {rows} rows).",
}
NOUNS = {
    "sv": {"tie": ("band", "band"), "person": ("person", "personer"), "incident": ("händelse", "händelser")},
    "en": {"tie": ("tie", "ties"), "person": ("person", "persons"), "incident": ("incident", "incidents")},
}
OR = {"sv": " eller ", "en": " or "}
THOUSANDS = {"sv": "\N{NO-BREAK SPACE}", "en": ","}


def figure(value: int, lang: str) -> str:
    """Write a count as the language does.

    >>> figure(12345, "en")
    '12,345'
    """
    return f"{value:,}".replace(",", THOUSANDS[lang])


def counted(value: int, noun: str, lang: str) -> str:
    """Write a count with its noun.

    >>> counted(1, "tie", "en"), counted(2, "incident", "sv")
    ('1 tie', '2 händelser')
    """
    return f"{figure(value, lang)} {NOUNS[lang][noun][value != 1]}"


def sentences(choice: Choice, reading: Reading, ties: int, lang: str) -> str:
    """What was made, from when, what was cut, and of how many rows."""
    said = [
        MADE[lang].format(
            ties=counted(ties, "tie", lang),
            persons=counted(reading.persons, "person", lang),
            incidents=counted(reading.incidents, "incident", lang),
            roles=OR[lang].join(choice.roles),
        )
    ]
    if reading.since:
        said.append(WINDOW[lang].format(since=reading.since, until=reading.until))
    if reading.cut_incidents:
        cut, pairs = counted(reading.cut_incidents, "incident", lang), figure(reading.cut_pairs, lang)
        said.append(CUT[lang].format(cut=cut, cap=choice.cap, pairs=pairs))
    return " ".join([*said, COUNTED[lang].format(rows=figure(reading.rows, lang))])
