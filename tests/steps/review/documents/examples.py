"""One invented meeting in Björkhamn, as each document takes it, for tests to change a part of."""

from datetime import UTC, date, datetime

from gvi.steps.review.documents.data import (
    AcuteLine,
    AgendaData,
    ContextLine,
    Counts,
    IncidentLine,
    JointMinutes,
    JudgementLine,
    MeetingFacts,
    PoliceMinutesData,
    ReviewLine,
    TaskLine,
)

OPENED = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
CLOSED = datetime(2026, 11, 24, 8, 52, tzinfo=UTC)

MEETING = MeetingFacts(
    programme="GVI Björkhamn",
    number=47,
    place="Stadshuset, rum Ankaret",
    opened_at=OPENED,
    closed_at=CLOSED,
    since=datetime(2026, 11, 17, 8, 50, tzinfo=UTC),
    chair="Maja Testman",
    present=("Björkhamns kommun", "Polisen"),
    owner="Polisen",
    registry_number="A512.334/2026",
    secrecy_marking="18 kap. 1 § offentlighets- och sekretesslagen",
    erasure_decision="Gallras efter fem år",
)
SHOOTING = IncidentLine(
    occurred_at=datetime(2026, 11, 21, 21, 40, tzinfo=UTC),
    precision="minute",
    kind="skjutning",
    area="Norra hamnen",
    dead=0,
    injured=2,
    state="avvaktar",
    summary="Flera skott avlossade vid en gångtunnel.",
)
PATROL = TaskLine(
    title="Synlig närvaro i området två helger",
    owner="Polisen",
    due=datetime(2026, 12, 1, 14, 0, tzinfo=UTC),
    state="öppen",
    why="De boende har frågat efter fler patruller.",
    member="Maja Testman",
    about="skjutning 2026-11-21 22.40, Norra hamnen",
)
LIGHTS = TaskLine("Kontrollera belysningen", "Björkhamns kommun", datetime(2026, 11, 27, tzinfo=UTC), "öppen")
DONE = TaskLine(
    "Ta fram karta",
    "Björkhamns kommun",
    datetime(2026, 11, 20, tzinfo=UTC),
    "klar",
    outcome="Kartan är utskickad.",
)
OPERATION = ContextLine("särskild insats", "Nationell vapeninsats", date(2026, 11, 16), date(2026, 11, 29))
RELEASED = Counts(
    18, 3, 31, date(2025, 11, 1), date(2026, 10, 31), released_at=datetime(2026, 12, 1, 9, tzinfo=UTC)
)
OWN_COUNTS = Counts(19, 4, 33, date(2025, 11, 24), date(2026, 11, 24))
JUDGEMENT = JudgementLine(
    gmi="känd",
    certainty="hög",
    motive="hämnd",
    acting=("Kajen",),
    suffering=("Torget", "Sjövägen"),
    version=2,
    by="Maja Testman",
    at=datetime(2026, 11, 24, 8, 20, tzinfo=UTC),
    answer_to="skjutning 2026-11-14 21.10, Tallbacken",
    risk="Hög de närmaste två dygnen.",
    warn="Personalen på fritidsgården.",
)

JOINT = JointMinutes(
    meeting=MEETING,
    incidents=(SHOOTING,),
    decided=(PATROL,),
    carried=(LIGHTS,),
    done=(DONE,),
    context=(OPERATION,),
    counts=RELEASED,
    note="Mötet var enigt om att börja med skolorna.",
    next_at=datetime(2026, 12, 1, 8, 0, tzinfo=UTC),
)
POLICE = PoliceMinutesData(
    meeting=MEETING,
    room="Polisen",
    written_at=CLOSED,
    written_by="Maja Testman",
    reviews=(ReviewLine(SHOOTING, JUDGEMENT),),
    decided=(PATROL,),
    carried=(LIGHTS,),
    counts=OWN_COUNTS,
)
AGENDA = AgendaData(
    programme="GVI Björkhamn",
    room="Polisen",
    sealed=True,
    made_at=datetime(2026, 11, 30, 15, 0, tzinfo=UTC),
    planned_at=datetime(2026, 12, 1, 8, 0, tzinfo=UTC),
    number=48,
    place="Stadshuset, rum Ankaret",
    since=CLOSED,
    new=(SHOOTING,),
    tasks=(PATROL,),
    acute=(
        AcuteLine(
            "Kontakt med anhöriga", "mord eller dråp 2026-11-29, Sjöängen", datetime(2026, 12, 1, tzinfo=UTC)
        ),
    ),
    context=(OPERATION,),
)

NO_MEETING_FACTS = MeetingFacts("", 1, "", OPENED, CLOSED, None, "", (), "", "", "", "")
EMPTY_JOINT = JointMinutes(NO_MEETING_FACTS)
EMPTY_POLICE = PoliceMinutesData(NO_MEETING_FACTS, "Polisen", CLOSED, "Maja Testman")
EMPTY_AGENDA = AgendaData("", "Björkhamns kommun", False, CLOSED, None, None, "", None)
