"""The authorities that work together in Björkhamn, one room each (domain.md, "Who").

Social services are two boards of one municipality, since each board is a controller of its own.
"""

import polars as pl

from gvi.city.seeds import stream, uuids

AUTHORITIES = (
    ("police", "Polisen, Björkhamn", "polisen"),
    ("probation", "Kriminalvården, frivården Björkhamn", "frivarden"),
    ("social_services", "Individ- och familjenämnden, Björkhamn", "familjenamnden"),
    ("social_services", "Nämnden för unga, Björkhamn", "unganamnden"),
    ("prosecutor", "Åklagarkammaren i Björkhamn", "aklagaren"),
    ("tax_crime", "Skatteverkets brottsbekämpande verksamhet, Björkhamn", "skattebrott"),
    ("tax", "Skatteverkets beskattning, Björkhamn", "skatten"),
    ("enforcement", "Kronofogden, Björkhamn", "kronofogden"),
    ("social_insurance", "Försäkringskassan, Björkhamn", "forsakringskassan"),
    ("municipality", "Björkhamns kommun", "kommunen"),
    ("county_board", "Länsstyrelsen i Björke län", "lansstyrelsen"),
    ("evaluator", "Björkhamns högskola", "hogskolan"),
)


def build_authorities(seed: int) -> pl.DataFrame:
    """Return the authorities: id, kind, name, and the `.example` domain of their mail."""
    return pl.DataFrame(
        {
            "id": uuids(stream(seed, "authorities"), len(AUTHORITIES)),
            "kind": [kind for kind, _, _ in AUTHORITIES],
            "name": [name for _, name, _ in AUTHORITIES],
            "domain": [f"{label}.bjorkhamn.example" for _, _, label in AUTHORITIES],
        }
    )
