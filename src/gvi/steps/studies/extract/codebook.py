"""The code book: each variable of the extract, what it means, its unit and where it comes from, in both languages."""

import polars as pl

CONFIRMED_SV = "bekräftade händelser; en bekräftad skjutning har spår eller mer än ett oberoende vittne"
CONFIRMED_EN = (
    "confirmed incidents; a confirmed shooting left traces or has more than one independent witness"
)
JOINT = "samverkan / joint space"
POLICE = "polisens beslut efter menprövning / released by police after a secrecy test"
PROBATION = "frivårdens beslut / released by probation"
LINES = (
    ("handelser.csv", "area", "område", "area", "namn/name", JOINT),
    ("handelser.csv", "month", "kalendermånad i Sverige", "calendar month in Sweden", "2018-10", JOINT),
    ("handelser.csv", "incidents", CONFIRMED_SV, CONFIRMED_EN, "antal/count", JOINT),
    ("handelser.csv", "shootings", "därav skjutningar", "of which shootings", "antal/count", JOINT),
    ("handelser.csv", "explosions", "därav sprängningar", "of which explosions", "antal/count", JOINT),
    (
        "handelser.csv",
        "shootings_explosions",
        "skjutningar och sprängningar",
        "shootings and explosions",
        "antal/count",
        JOINT,
    ),
    (
        "handelser.csv",
        "dead",
        "döda i bekräftade händelser",
        "killed in confirmed incidents",
        "antal/count",
        JOINT,
    ),
    (
        "handelser.csv",
        "injured",
        "skadade i bekräftade händelser",
        "injured in confirmed incidents",
        "antal/count",
        JOINT,
    ),
    ("handelser.csv", "preliminary", "kan ännu ändras", "may still change", "ja/nej", JOINT),
    ("call-in.csv", "number", "call-in i ordning", "call-in in order", "nummer/number", JOINT),
    ("call-in.csv", "day", "dagen den hölls", "the day it was held", "datum/date", JOINT),
    ("call-in.csv", "sessions", "omgångar samma dag", "sessions the same day", "antal/count", JOINT),
    (
        "call-in.csv",
        "groups_told",
        "grupper som släppts besked om; tomt = inget släppt",
        "groups told of; empty = nothing released",
        "antal/count",
        POLICE,
    ),
    ("call-in.csv", "groups_reached", "därav nådda", "of which reached", "antal/count", POLICE),
    (
        "call-in.csv",
        "persons_came",
        "antal som kom; tomt = inte lämnat",
        "how many came; empty = not released",
        "antal/count",
        PROBATION,
    ),
    ("kontakt.csv", "quarter_end", "kvartalets sista dag", "last day of the quarter", "datum/date", POLICE),
    (
        "kontakt.csv",
        "attempts",
        "försök till enskilda samtal; dold = under fem, eller skyddar ett sådant antal",
        "attempts at individual talks; dold (hidden) = under five, or protects such a count",
        "antal/count",
        POLICE,
    ),
    ("kontakt.csv", "met", "därav träffade", "of which met", "antal/count", POLICE),
    (
        "kontakt.csv",
        "through_family",
        "därav genom familjen",
        "of which through the family",
        "antal/count",
        POLICE,
    ),
    (
        "kontakt.csv",
        "median_hours",
        "median från händelse till första kontakt",
        "median from incident to first contact",
        "timmar/hours",
        POLICE,
    ),
    (
        "grupprelaterade.csv",
        "month_end",
        "de tolv månader som slutade den dagen",
        "the twelve months that ended that day",
        "datum/date",
        POLICE,
    ),
    ("grupprelaterade.csv", "known", "kända grupprelaterade", "known group-related", "antal/count", POLICE),
    (
        "grupprelaterade.csv",
        "suspected",
        "misstänkta grupprelaterade",
        "suspected group-related",
        "antal/count",
        POLICE,
    ),
    (
        "grupprelaterade.csv",
        "total",
        "alla bekräftade händelser",
        "all confirmed incidents",
        "antal/count",
        POLICE,
    ),
    ("moten.csv", "month", "kalendermånad", "calendar month", "2018-10", JOINT),
    ("moten.csv", "meetings", "hållna händelsegenomgångar", "incident reviews held", "antal/count", JOINT),
    ("kontext.csv", "label", "rubrik i kontextloggen", "heading in the context log", "text", JOINT),
    ("kontext.csv", "start", "från och med", "from", "datum/date", JOINT),
    ("kontext.csv", "end", "till och med; tomt = en dag", "until; empty = one day", "datum/date", JOINT),
    ("kontext.csv", "kind", "slag", "kind", "ord/word", JOINT),
)
COLUMNS = ("file", "variable", "sv", "en", "unit", "source")


def codebook() -> pl.DataFrame:
    """One row a variable."""
    return pl.DataFrame(LINES, schema=list(COLUMNS), orient="row")
