"""The problem analysis as a document: made by one click, kept, and what each version holds and never holds."""

import re
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import override
from pypdf import PdfReader

from gvi.science.concentration import Concentration, concentration
from gvi.science.disclosure_control import Suppressed, last_shown, suppress_standing
from gvi.steps.incidents.models import Kind
from gvi.steps.incidents.states import State
from gvi.steps.mapping.documents.opened import gathering, told_of_persons
from gvi.steps.mapping.flows.make_analysis import EverySourceCounts, Wanted, make_analysis, period_of
from gvi.steps.mapping.flows.work_on_analysis import work_on_analysis
from gvi.steps.mapping.models import AnalysisRun, FrozenCounts, Language, ProblemAnalysis, Version
from gvi.steps.mapping.queries.report.opened import Opened, Persons, old_enough, quarter_end_by
from gvi.steps.mapping.states import RunState
from gvi.steps.review.models import MonthFigures
from gvi.trust.log.models import Event
from gvi.trust.refusals import NotAllowed
from gvi.trust.workspaces.inside import own_member
from tests.cast import in_room
from tests.steps.mapping.reports import made_by, reader_of, text_of
from tests.steps.mapping.world import DAY, days_ago, judged_as, make_group, relate_as, source_as
from tests.steps.review.cast import Company, make_incident

pytestmark = pytest.mark.django_db
PATH = "/kartlaggning/problemanalys/"
NAMES = ("Gran", "Ask", "Lind", "Sälg", "Rönn", "Hassel")
ASKED = {"version": "full", "months": "12", "language": "sv", "without": ""}


@pytest.fixture
def city(company: Company) -> Company:
    """Six groups, a conflict, and incidents of each in the last year, old and new."""
    groups = [make_group(f"{name}kvist", own_row=False) for name in NAMES]
    for place, group in enumerate(groups):
        other = groups[place - 1]
        for month in range(2, 3 + (6 - place)):
            judged_as(
                company.analyst, ago=month * 30 * DAY + place * DAY, acting=(group,), suffering=(other,)
            )
    judged_as(company.analyst, ago=3 * DAY, acting=(groups[0],), suffering=(groups[1],))
    relate_as(company.analyst, groups[0], groups[1], since=days_ago(400), seen=days_ago(20))
    relate_as(company.analyst, groups[2], groups[3], since=days_ago(400))
    return company


def test_one_click_makes_it_and_it_is_found_in_the_list(city: Company) -> None:
    browser = city.analyst.client()
    page = browser.post(f"{PATH}gor/", ASKED, follow=True).content.decode()
    assert "Problemanalysen är gjord" in page
    with in_room(city.analyst):
        made = ProblemAnalysis.objects.get()
        assert Event.objects.filter(verb="mapping.make_analysis", record_id=made.pk).count() == 1
    answer = browser.get(f"{PATH}{made.pk}.pdf")
    assert answer["Content-Disposition"] == f'attachment; filename="problemanalys-{localdate()}.pdf"'
    assert answer.content == bytes(made.pdf)
    with in_room(city.analyst):
        event = Event.objects.get(verb="mapping.export_analysis")
    assert (event.operation, event.record_id, event.reason) == ("export", made.pk, "")


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("version", Version)
def test_t30_every_version_is_accessible(city: Company, version: Version, language: Language) -> None:
    reader = reader_of(made_by(city.analyst, version, language).pdf)
    root: Any = reader.trailer["/Root"]
    assert (root["/Lang"], bool(root["/MarkInfo"]["/Marked"])) == (
        {"sv": "sv-SE", "en": "en-GB"}[language],
        True,
    )
    assert "pdfuaid:part" in root["/Metadata"].get_data().decode()
    assert reader.metadata is not None
    assert reader.metadata.title
    assert _pictures(reader)
    assert all(_pictures(reader))


def _pictures(reader: PdfReader) -> list[str]:
    """The alternative text of every figure of the document."""
    root: Any = reader.trailer["/Root"]
    found, waiting = [], [root["/StructTreeRoot"]]
    while waiting:
        element = waiting.pop().get_object()
        if not hasattr(element, "get"):
            continue
        if element.get("/S") == "/Figure":
            found.append(str(element.get("/Alt", "")))
        kids = element.get("/K", [])
        kids = kids if isinstance(kids, list) else [kids]
        waiting.extend(kid for kid in kids if not isinstance(kid.get_object(), int))
    return found


def test_the_full_one_is_marked_on_every_page(city: Company) -> None:
    pages = reader_of(made_by(city.analyst, Version.FULL).pdf).pages
    assert len(pages) > 3
    assert all("Sekretess – Polisen Björkhamn" in page.extract_text() for page in pages)


def test_the_full_one_tells_of_groups_map_concentration_and_chains(city: Company) -> None:
    text = text_of(made_by(city.analyst, Version.FULL).pdf)
    for name in NAMES:
        assert f"{name}kvist" in text
    for said in (
        "Av 28 bekräftade händelser är 28 kända som grupprelaterade och 0 misstänkta.",
        "Relationer mellan 6 grupper",
        "osäker (konflikt, inget tecken på 6 månader)",
        "Hälften av händelserna kan kopplas till",
        "av en slump",
        "Inga händelser är utelämnade.",
        "Preliminära månader, som ännu kan ändras",
        "Bernasco",
    ):
        assert said in text


def test_no_figure_of_the_full_one_is_about_a_person(city: Company) -> None:
    text = text_of(made_by(city.analyst, Version.FULL).pdf)
    assert not re.search(r"händelser per person|per medlem|centralitet", text)
    assert "personer" not in text.replace("inte en räkning av personer", "")


def test_t34_the_open_one_names_no_group_and_ties_none_to_anything(city: Company) -> None:
    for language in Language:
        made = made_by(city.analyst, Version.OPEN, language)
        text = text_of(made.pdf)
        assert not [name for name in NAMES if name in text]
        assert not re.search(r"kedj|chain|konflikt|conflict|allians|alliance", text, re.IGNORECASE)
        assert not [name for name in NAMES if f"{name}kvist".encode() in bytes(made.pdf)]


def test_t34_the_open_one_ends_at_a_month_end_at_least_thirty_days_old(city: Company) -> None:
    made = made_by(city.analyst, Version.OPEN)
    assert made.period_until == old_enough(localdate())
    assert made.period_until <= localdate() - timedelta(days=30)
    before = _after_the_cover(made)
    judged_as(city.analyst, ago=2 * DAY, acting=(), suffering=())
    assert _after_the_cover(made_by(city.analyst, Version.OPEN)) == before


def _after_the_cover(made: ProblemAnalysis) -> str:
    """What is told, without when it was made."""
    pages = [page.extract_text() for page in reader_of(made.pdf).pages]
    return " ".join(pages).partition("I korthet")[2]


def test_t34_group_related_counts_are_only_those_that_were_released(city: Company) -> None:
    assert "ännu inte lämnat några antal" in text_of(made_by(city.analyst, Version.OPEN).pdf)
    with in_room(city.decider) as actor:
        MonthFigures.objects.create(
            month_end=old_enough(localdate()),
            known=17,
            suspected=4,
            total=91,
            released_at=timezone.now(),
            released_by=own_member(actor),
        )
    text = text_of(made_by(city.analyst, Version.OPEN).pdf)
    assert "Av 91 bekräftade händelser" in text
    assert "är 17 kända som grupprelaterade och 4 misstänkta" in text


def _told(*counts: int) -> Opened:
    return Opened(counts, None, _persons())


def _persons(*counts: int) -> Persons:
    """What is told of persons when ``counts`` are published quarter after quarter."""
    tables: list[Suppressed] = []
    for count in counts or (0,):
        tables.append(suppress_standing(count, tables))
    before = last_shown(tables[:-1])
    return Persons(date(2026, 9, 30), tables[-1], (date(2026, 6, 30), before[1]) if before else None)


@pytest.mark.parametrize(
    "counts",
    [
        (9, 1, 1, 1, 0),
        (30, 1, 0, 0, 0, 0),
        (3, 3, 3, 1, 1, 0),
        (1, 1, 0, 0, 0, 0),
        (4, 4, 4, 2, 0, 0),
        (9, 6, 3, 2, 1, 1, 0),
    ],
)
def test_t34_few_groups_or_few_incidents_are_not_pointed_out(counts: tuple[int, ...]) -> None:
    assert gathering(_told(*counts), _measured(*counts), "sv") == ""


def _measured(*counts: int) -> Concentration:
    return concentration(counts, shares=(), top=(1, 2, 3))


def test_t34_how_violence_gathers_on_groups_is_told_without_a_number_of_incidents() -> None:
    even = (5, 5, 5, 4, 4, 4, 4, 3)
    for lang, said in (
        ("sv", "Hälften av händelserna kan kopplas till 4 av 8 grupper; av en slump hade det varit 3."),
        ("en", "Half of the events can be tied to 4 of 8 groups; by chance it would have been 3."),
    ):
        assert gathering(_told(*even), _measured(*even), lang) == said


def test_t34_one_incident_more_changes_nothing_that_is_told_of_groups(company: Company) -> None:
    groups = [make_group(f"{name}kvist", own_row=False) for name in NAMES]
    for place, group in enumerate(groups):
        for month in (2, 3, 4, 5):
            other = groups[place - 1]
            judged_as(company.analyst, ago=(month * 30 + place) * DAY, acting=(group,), suffering=(other,))
    before = _of_groups(made_by(company.analyst, Version.OPEN))
    judged_as(company.analyst, ago=100 * DAY, acting=(groups[0],), suffering=(groups[1],))
    assert "3 av 6 grupper" in before
    assert "utan antalet händelser (c)" in before
    assert _of_groups(made_by(company.analyst, Version.OPEN)) == before


def _of_groups(made: ProblemAnalysis) -> str:
    """What is told of groups, and of the methods; the sections between them count joint incidents."""
    told = _after_the_cover(made)
    return (
        told.partition("Grupper och personer")[2].partition("Områden")[0]
        + told.partition("Perioden slutar")[2]
    )


def test_t34_no_source_is_left_out_of_the_open_one(city: Company) -> None:
    source = source_as(city.analyst, "UN 2026-4")
    for left_out in (Wanted(Version.OPEN, without="hand"), Wanted(Version.OPEN, source=source.pk)):
        with pytest.raises(EverySourceCounts), in_room(city.analyst) as actor:
            make_analysis(left_out, by=actor, at=timezone.now())
    for sent in ("handelser:hand", f"grupper:{source.pk}"):
        answer = city.analyst.client().post(f"{PATH}gor/", {**ASKED, "version": "open", "without": sent})
        assert answer.status_code == 422
        assert "räknar alltid med alla källor" in answer.content.decode()
    with in_room(city.analyst):
        assert not ProblemAnalysis.objects.exists()


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((43,), "Den 30 september 2026 var 43 personer bekräftade av polisen som medlemmar i grupper."),
        (
            (4,),
            "Den 30 september 2026 var färre än fem personer bekräftade av polisen som medlemmar i grupper.",
        ),
        (
            (43, 46),
            "Hur många personer som den 30 september 2026 var bekräftade av polisen som medlemmar i grupper visas "
            "inte. Senast visades antalet för den 30 juni 2026: 43.",
        ),
    ],
)
def test_t26_one_number_of_persons_is_told_or_why_it_is_not(counts: tuple[int, ...], said: str) -> None:
    with override("sv"):
        blocks = told_of_persons(_persons(*counts), "sv")
    assert [block["kind"] for block in blocks] == ["text", "aside"]
    assert blocks[0]["text"] == said


def test_t26_the_counts_of_persons_are_frozen_by_quarter_and_never_worked_out_again(city: Company) -> None:
    text = text_of(made_by(city.analyst, Version.OPEN).pdf)
    assert "färre än fem personer bekräftade av polisen som medlemmar" in text
    with in_room(city.analyst):
        first = FrozenCounts.objects.get()
    assert first.cells["rows"] == ["all"]
    assert first.quarter_end == quarter_end_by(old_enough(localdate()))
    made_by(city.coordinator, Version.OPEN)
    with in_room(city.analyst):
        assert FrozenCounts.objects.get().at == first.at


def test_incidents_are_counted_by_kind_with_their_victims_and_what_is_undecided(company: Company) -> None:
    make_incident(ago=70 * DAY, kind=Kind.HOMICIDE, dead=2)
    make_incident(ago=71 * DAY, kind=Kind.SHOOTING, injured=3, area="Norra torget")
    make_incident(ago=72 * DAY, kind=Kind.SHOOTING, state=State.WAITING, injured=9)
    make_incident(ago=73 * DAY, kind=Kind.ARSON, state=State.UNFOUNDED)
    for version in Version:
        text = text_of(made_by(company.analyst, version).pdf)
        assert "Under perioden är 2 händelser bekräftade. Antal döda i dem: 2. Antal skadade: 3." in text
        assert "1 händelse till är inte avgjord." in text
        assert "Mord eller dråp 1 0 2 0" in text
        assert "Skjutning 1 1 0 3" in text
        assert "Mordbrand" not in text
        assert "Händelser utan känt område: 2." in text


def test_without_a_source_it_is_as_if_the_source_had_told_nothing(city: Company) -> None:
    page = city.analyst.client().post(f"{PATH}gor/", {**ASKED, "without": "handelser:hand"}, follow=True)
    assert "utan källan hand" in page.content.decode()
    with in_room(city.analyst):
        text = text_of(ProblemAnalysis.objects.get().pdf)
    assert "Källan hand är utelämnad." in text
    assert "Inga händelser är kända i perioden." in text


def test_an_empty_city_has_an_analysis_too(company: Company) -> None:
    for version in Version:
        assert "Inga händelser är kända i perioden." in text_of(made_by(company.analyst, version).pdf)


def test_a_wrong_form_is_told_so(company: Company) -> None:
    answer = company.analyst.client().post(f"{PATH}gor/", {**ASKED, "version": "hemlig"})
    assert answer.status_code == 422


def test_only_those_who_read_the_mapping_make_one(city: Company) -> None:
    for player in (city.patrol, city.partner, city.probation):
        browser = player.client()
        assert browser.post(f"{PATH}gor/", ASKED).status_code == 404
        assert browser.get(PATH).status_code == 404
        with pytest.raises(NotAllowed), in_room(player) as actor:
            make_analysis(Wanted(Version.FULL), by=actor, at=timezone.now())


def test_t01_no_other_room_reaches_the_document(city: Company) -> None:
    made = made_by(city.analyst, Version.OPEN)
    for player in (city.patrol, city.partner, city.probation):
        assert player.client().get(f"{PATH}{made.pk}.pdf").status_code == 404
        with in_room(player):
            assert not ProblemAnalysis.objects.exists()
            assert not FrozenCounts.objects.exists()


def test_a_large_one_is_left_to_the_worker_and_found_when_it_is_done(city: Company) -> None:
    with in_room(city.analyst) as actor:
        run = make_analysis(Wanted(Version.FULL), by=actor, at=timezone.now(), at_once=-1)
        assert (run.state, ProblemAnalysis.objects.count()) == (RunState.QUEUED, 0)
    assert "Du kan lämna sidan" in city.analyst.client().get(PATH).content.decode()
    work_on_analysis(run.pk, by=city.analyst.actor, at=timezone.now())
    with in_room(city.analyst):
        assert AnalysisRun.objects.get(pk=run.pk).state == RunState.DONE
        assert "Grankvist" in text_of(ProblemAnalysis.objects.get().pdf)
    assert "Du kan lämna sidan" not in city.analyst.client().get(PATH).content.decode()


def test_the_list_costs_the_same_whatever_its_length(
    city: Company, django_assert_max_num_queries: object
) -> None:
    browser = city.analyst.client()
    for _turn in range(3):
        made_by(city.analyst, Version.FULL)
    with django_assert_max_num_queries(30):  # type: ignore[operator]
        browser.get(PATH)


def test_periods_follow_each_other_without_a_gap() -> None:
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(0, 400, 7)]
    for version in Version:
        spans = [period_of(Wanted(version), day) for day in days]
        assert all(since.day == 1 and since < until for since, until in spans)
        assert all(one[1] <= other[1] for one, other in pairwise(spans))
