"""What a list may be asked for: nothing it does not know, and never by what a person believes, is or suffers from.

trust.md, T22: a sensitive attribute in a filter, sort, group or export is answered by 400 before any query.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from django.core.exceptions import BadRequest
from django.http import HttpRequest, QueryDict

WORDS = (
    # ethnicity and origin
    "ethnic", "etnisk", "etnicit", "race", "ras", "nationalit", "origin", "ursprung", "harkomst", "hudfarg",
    "skin_colo", "medborgarskap", "citizenship", "fodelseland", "birth_country", "birthplace", "modersmal",
    "mother_tongue", "native_language", "folkgrupp", "invandr", "immigra",
    # religion and belief
    "relig", "faith", "tro", "trosuppfattning", "livsaskadning", "belief", "islam", "muslim", "kristen",
    "christian", "jude", "judisk", "jewish", "moske", "mosque", "church", "kyrka", "synagog",
    # health
    "health", "halsa", "halso", "sjuk", "illness", "disease", "diagnos", "diagnosis", "medicin", "medical",
    "disabil", "funktionsned", "funktionshind", "psyk", "mental", "addict", "missbruk", "beroende", "drug_use",
    "pregnan", "gravid",
    # politics, unions
    "politic", "politik", "politisk", "parti", "party", "union", "fackforening", "fackligt", "asikt", "opinion",
    # sexuality
    "sexual", "sexuell", "sexliv", "orientation", "laggning", "gay", "homosex", "hbtq", "lgbt", "gender_identity",
    "konsidentitet",
    # biometrics and genes
    "biometr", "genetic", "genetisk", "dna",
    # proxies
    "music", "musik", "clothes", "kladsel", "social_media", "sociala_medier", "instagram", "snapchat", "tiktok",
)  # fmt: skip
EXACT = frozenset(
    {"ras", "race", "tro", "jude", "gay", "dna", "parti", "party", "union", "origin", "opinion", "asikt"}
)
BEGINNINGS = tuple(word for word in WORDS if word not in EXACT)
ASKING = frozenset(
    {"sort", "order", "order_by", "group", "group_by", "filter", "by", "columns", "fields", "export"}
)
FOLD = str.maketrans("åäöéÅÄÖÉ", "aaoeaaoe")
SEPARATORS = re.compile(r"[^a-z0-9]+")


def is_sensitive(name: str) -> bool:
    """Whether a name of a field means something nobody is sorted by here.

    >>> is_sensitive("religion"), is_sensitive("-persons__etnicitet"), is_sensitive("trosuppfattning")
    (True, True, True)
    >>> is_sensitive("state"), is_sensitive("controlled"), is_sensitive("area")
    (False, False, False)
    """
    words = [word for word in SEPARATORS.split(name.lower().translate(FOLD)) if word]
    joined = {f"{first}_{second}" for first, second in pairwise(words)}
    return any(word in EXACT or word.startswith(BEGINNINGS) for word in {*words, *joined})


def sensitive_in(asked: QueryDict) -> Iterator[str]:
    """The sensitive names in a query: as a parameter, or as what to sort, group, filter or export by."""
    for name, values in asked.lists():
        told = [name, *(values if name.lower() in ASKING else [])]
        yield from (word for word in told if is_sensitive(word))


def refuse_sensitive(request: HttpRequest) -> None:
    """Answer 400 when the address asks by a sensitive attribute."""
    if any(sensitive_in(request.GET)):
        raise BadRequest


def refuse_unknown(request: HttpRequest, known: Iterable[str] = ()) -> None:
    """Answer 400 when the address holds a parameter that the page does not know."""
    if set(request.GET) - set(known):
        raise BadRequest
