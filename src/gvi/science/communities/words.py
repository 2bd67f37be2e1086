"""The sentences of the groups in Swedish and English."""

FOUND = {
    "sv": "Grupper om minst tre i banden mellan {persons} personer: {groups}; den största har {largest}.",
    "en": "Groups of three or more in the ties between {persons} persons: {groups}; the largest has {largest}.",
}
COMPARED = {
    "sv": "En annan metod placerar {unstable} av dem annorlunda (överensstämmelse {ari}, där 1 är fullständig).",
    "en": "Another method places {unstable} of them differently (agreement {ari}, where 1 is complete).",
}
QUESTION = {
    "sv": "Det är en fråga till gruppgenomgången, inte ett svar om någon person (n = {persons} personer, {ties} band).",
    "en": "It is a question to the group audit, not an answer about any person (n = {persons} persons, {ties} ties).",
}
POINT = {"sv": ",", "en": "."}
SIZES = {
    "sv": ("ensam", "2", "3–4", "5–9", "10–19", "20–49", "50 eller fler"),
    "en": ("alone", "2", "3–4", "5–9", "10–19", "20–49", "50 or more"),
}
"""The sizes of groups in the chart."""
EDGES = (1, 2, 3, 5, 10, 20, 50)
