"""Written agreements between rooms, without which nothing may pass (trust.md, "Disclosure", T29).

Each stands between two rooms for stated purposes. One has run out, and one soon will.
"""

from datetime import date, timedelta
from itertools import product

import polars as pl

from gvi.city.seeds import stream, uuids

# kinds of both rooms, purposes, days since it began, days until it ends (negative: ended)
PLAN = (
    (
        *("police", "probation"),
        "Kallelse till call-in av den som står under övervakning, svar om övervakning, frånvaro",
        *(300, 65),
    ),
    ("police", "social_services", "Oro för unga, gemensamma besök och kontakt på egen begäran", 300, 65),
    ("police", "prosecutor", "Prioritering av utredningar och preventivt vistelseförbud", 90, 275),
    ("police", "tax_crime", "Ekonomisk brottslighet", 347, 18),
    ("police", "enforcement", "Myndighetssamverkan mot organiserad brottslighet", 300, 65),
    ("police", "social_insurance", "Myndighetssamverkan mot organiserad brottslighet", 395, -30),
)


def build_agreements(
    seed: int, authorities: pl.DataFrame, members: pl.DataFrame, today: date
) -> pl.DataFrame:
    """Return agreements: id, reference, first, second (authority names), purposes, valid_from, valid_until.

    `signatory` and `counter_signatory` are the names of who signed for each.
    """
    signers = dict(members.unique("authority", keep="first").select("authority", "name").iter_rows())
    rooms: dict[str, list[str]] = dict(
        authorities.group_by("kind", maintain_order=True).agg("name").iter_rows()
    )
    rows = [
        {
            "first": first,
            "second": second,
            "purposes": purposes,
            "signatory": signers[first],
            "counter_signatory": signers[second],
            "valid_from": today - timedelta(days=begun),
            "valid_until": today + timedelta(days=left),
        }
        for one, other, purposes, begun, left in PLAN
        for first, second in product(rooms[one], rooms[other])
    ]
    references = [f"BH-ÖK {number:02}/{row['valid_from']:%Y}" for number, row in enumerate(rows, start=1)]
    ids = uuids(stream(seed, "persons.agreements"), len(rows))
    return pl.DataFrame({"id": ids, "reference": references}).hstack(pl.DataFrame(rows))
