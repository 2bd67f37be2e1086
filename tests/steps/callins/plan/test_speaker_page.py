"""T25: a speaker's own page, by a link alone: what it shows, when, and that it says nothing else."""

import re
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gvi.steps.callins.flows.cancel_callin import cancel_callin
from gvi.steps.callins.flows.create_callin import Setting
from gvi.steps.callins.flows.move_callin import move_callin
from gvi.steps.callins.flows.name_speaker import Named, name_speaker
from gvi.steps.callins.flows.run_items import propose_run
from gvi.steps.callins.flows.speaker_link import make_speaker_link, open_speaker_page, revoke_speaker_link
from gvi.steps.callins.flows.write_version import approve_script, write_script
from gvi.steps.callins.models import CallIn, SpeakerLink, SpeakerSlot
from gvi.steps.callins.queries.plan import starts_at
from gvi.steps.callins.queries.speakers import speaker_page
from gvi.steps.callins.refusals_plan import WrongCallInState
from gvi.steps.callins.words import SpeakerRole
from gvi.trust.refusals import NotAllowed
from tests.cast import in_room
from tests.steps.callins.plan.world import TEN, VENUE, Planners, day_in, planned, today_it_is

pytestmark = pytest.mark.django_db
NAME, SECRET_WORDS = "Lovisa Ekhammar", "Min son hette något annat."


def with_slots(planners: Planners, callin: CallIn) -> SpeakerSlot:
    """A full run-of-show; the voice of grief has a name and an approved script."""
    now = timezone.now()
    with in_room(planners.town) as actor:
        propose_run(callin, by=actor, at=now)
        slot = SpeakerSlot.objects.get(callin=callin, role=SpeakerRole.GRIEF)
        name_speaker(slot, Named(NAME, "0700-00 00 01"), by=actor, at=now)
        script = write_script(slot, SECRET_WORDS, by=actor, at=now)
    with in_room(planners.police) as actor:
        approve_script(script, by=actor, at=now)
    return slot


def link_to(planners: Planners, slot: SpeakerSlot) -> str:
    """The secret of a new link."""
    with in_room(planners.town) as actor:
        return make_speaker_link(slot, by=actor, at=timezone.now())


def url_of(secret: str) -> str:
    return reverse("speaker_page", args=[secret])


def test_t25_it_works_without_signing_in_and_shows_the_role_the_time_and_the_script(
    planners: Planners, client: Client
) -> None:
    slot = with_slots(planners, planned(planners.town))
    answer = client.get(url_of(link_to(planners, slot)))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Du talar för Sorgens röst" in page
    assert SECRET_WORDS in page
    assert "Du talar 10.19" in page
    for hidden in (NAME, VENUE, "0700-00 00 01", "Karin", "Sofia", "Nu får det vara slut"):
        assert hidden not in page
    assert answer["Cache-Control"] == "no-store"
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Referrer-Policy"] == "no-referrer"


def test_t25_only_what_is_approved_is_shown(planners: Planners, client: Client) -> None:
    callin = planned(planners.town)
    slot = with_slots(planners, callin)
    with in_room(planners.town) as actor:
        write_script(slot, "Något nytt som väntar.", by=actor, at=timezone.now())
    page = client.get(url_of(link_to(planners, slot))).content.decode()
    assert SECRET_WORDS in page
    assert "Något nytt som väntar." not in page


@pytest.mark.parametrize(
    ("before", "shown"), [(timedelta(hours=24, seconds=1), False), (timedelta(hours=24), True)]
)
def test_t25_the_place_is_shown_from_24_hours_before(
    planners: Planners, before: timedelta, shown: bool
) -> None:
    slot = with_slots(planners, planned(planners.town))
    slot = SpeakerSlot.objects.select_related("callin").get(pk=slot.pk)
    told = speaker_page(slot, starts_at(slot.callin) - before)
    assert (told.venue == VENUE) is shown


def test_t25_unknown_revoked_expired_and_cancelled_say_the_same(planners: Planners, client: Client) -> None:
    callin = planned(planners.town)
    slot = with_slots(planners, callin)
    unknown = client.get(url_of("x" * 43))
    secret = link_to(planners, slot)
    with in_room(planners.town) as actor:
        revoke_speaker_link(slot, by=actor, at=timezone.now())
    revoked = client.get(url_of(secret))
    new = link_to(planners, slot)
    assert client.get(url_of(new)).status_code == 200
    with in_room(planners.town) as actor:
        cancel_callin(callin, "Lokalen är stängd.", by=actor, at=timezone.now())
    cancelled = client.get(url_of(new))
    told = {_plain(answer) for answer in (unknown, revoked, cancelled)}
    assert len(told) == 1
    assert [answer.status_code for answer in (unknown, revoked, cancelled)] == [404, 404, 404]


def _plain(answer: object) -> str:
    """The page without its own address and the token that every form has."""
    content = answer.content.decode()  # type: ignore[attr-defined]
    path = answer.wsgi_request.path  # type: ignore[attr-defined]
    return re.sub(r'(X-CSRFToken": "|csrfmiddlewaretoken" value=")\w+', "", content.replace(path, ""))


def test_t25_it_closes_when_the_day_is_over_and_moves_with_the_day(planners: Planners) -> None:
    callin = planned(planners.town)
    slot = with_slots(planners, callin)
    secret = link_to(planners, slot)
    midnight = _midnight_after(callin)
    assert open_speaker_page(secret, at=midnight - timedelta(seconds=1)) == slot
    assert open_speaker_page(secret, at=midnight) is None
    with in_room(planners.police) as actor:
        callin = move_callin(callin, Setting(day_in(90), TEN, VENUE), by=actor, at=timezone.now())
    assert open_speaker_page(secret, at=_midnight_after(callin) - timedelta(seconds=1)) == slot
    assert open_speaker_page(secret, at=_midnight_after(callin)) is None


def _midnight_after(callin: CallIn) -> datetime:
    begins = starts_at(callin)
    return (begins + timedelta(days=1)).replace(hour=0, minute=0)


def test_t25_the_link_is_kept_as_a_fingerprint_and_a_new_one_ends_the_old(planners: Planners) -> None:
    slot = with_slots(planners, planned(planners.town))
    first, second = link_to(planners, slot), link_to(planners, slot)
    assert open_speaker_page(first, at=timezone.now()) is None
    assert open_speaker_page(second, at=timezone.now()) == slot
    with connection.cursor() as cursor:
        cursor.execute("select to_jsonb(l)::text from callins_speakerlink l")
        kept = " ".join(row[0] for row in cursor.fetchall())
    assert first not in kept
    assert second not in kept
    assert SpeakerLink.objects.filter(opened_at__isnull=False).count() == 1


def test_only_the_municipality_hands_out_links_and_only_before_the_day_is_held(planners: Planners) -> None:
    slot = with_slots(planners, planned(planners.town))
    with in_room(planners.police) as actor, pytest.raises(NotAllowed):
        make_speaker_link(slot, by=actor, at=timezone.now())


def test_no_link_is_made_after_the_call_in(planners: Planners) -> None:
    callin = today_it_is(planners.town)
    slot = with_slots(planners, callin)
    with in_room(planners.town):
        CallIn.objects.filter(pk=callin.pk).update(state="held")
    with pytest.raises(WrongCallInState):
        link_to(planners, slot)


def test_the_link_is_shown_once_on_a_page_that_is_not_kept(planners: Planners) -> None:
    slot = with_slots(planners, planned(planners.town))
    town = planners.town.client()
    answer = town.post(reverse("callins:speaker_link", args=[slot.pk]))
    assert "/talare/" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    later = town.get(reverse("callins:slot", args=[slot.pk])).content.decode()
    assert NAME in later
    assert 'value="http' not in later
    others = planners.police.client().get(reverse("callins:slot", args=[slot.pk])).content.decode()
    assert NAME not in others
