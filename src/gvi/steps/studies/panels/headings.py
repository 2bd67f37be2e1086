"""Headings that a panel may not have: what nobody is sorted by, what names a person, and what scores one (T22, T23).

Only whole words count, so that a column of calls or of risk areas in another word is left alone.
"""

from gvi.trust.workspaces.asked import FOLD, SEPARATORS, is_sensitive

PERSONS = frozenset({
    "personnummer", "personnr", "pnr", "samordningsnummer", "samordningsnr", "ssn", "fornamn",
    "efternamn", "tilltalsnamn", "personnamn", "smeknamn", "alias", "firstname", "lastname", "surname",
    "fodelsedatum", "fodelsedag", "birthdate", "telefon", "telefonnummer", "telefonnr", "tel", "phone",
    "mobil", "mobilnummer", "mobilnr", "mobile", "epost", "email", "mejl", "mail", "adress",
    "gatuadress", "address",
})  # fmt: skip
SCORES = frozenset({
    "score", "scores", "rank", "ranks", "ranking", "rang", "risk", "risks", "poang", "riskpoang",
    "riskscore", "riskniva", "riskbedomning", "farlighet", "prognos", "prognoser", "prediction",
    "propensity", "likelihood", "dangerousness", "threatlevel", "sannolikhet",
})  # fmt: skip
JOINED = frozenset({"e_post", "e_mail", "first_name", "last_name", "birth_date", "date_of_birth"})


def is_refused(heading: str) -> bool:
    """Whether no panel has such a column.

    >>> is_refused("Förnamn"), is_refused("risk_score"), is_refused("E-post"), is_refused("religion")
    (True, True, True, True)
    >>> is_refused("skjutningar"), is_refused("personer_skadade"), is_refused("telefonsamtal")
    (False, False, False)
    """
    words = [word for word in SEPARATORS.split(heading.lower().translate(FOLD)) if word]
    joined = "_".join(words)
    named = any(word in PERSONS or word in SCORES for word in words)
    return named or any(pair in joined for pair in JOINED) or is_sensitive(heading)
