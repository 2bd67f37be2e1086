"""Speakers: roles for everybody, names in the municipality's room alone, scripts that a second member approves."""

import pytest
from django.utils import timezone

from gvi.steps.callins.diffs import changes
from gvi.steps.callins.flows import advance_callin as advance
from gvi.steps.callins.flows import keep_slots
from gvi.steps.callins.flows.name_speaker import Named, forget_speaker, name_speaker
from gvi.steps.callins.flows.write_version import approve_script, write_script
from gvi.steps.callins.models import ScriptVersion, Speaker, SpeakerSlot
from gvi.steps.callins.queries.speakers import slots_of
from gvi.steps.callins.refusals_plan import (
    GroupNamed,
    NobodyAsked,
    OwnVersion,
    SlotInUse,
    VersionMoved,
    WordsNeeded,
    WrongCallInState,
)
from gvi.steps.callins.words import SlotState, SpeakerRole
from gvi.steps.groups.models import Group
from gvi.trust.refusals import NotAllowed
from tests.cast import Player, in_room
from tests.steps.callins.plan.world import Planners, planned, slot_of, today_it_is

pytestmark = pytest.mark.django_db


def written(by: Player, slot: SpeakerSlot, words: str) -> ScriptVersion:
    """A new version of the script."""
    with in_room(by) as actor:
        return write_script(slot, words, by=actor, at=timezone.now())


def test_places_are_added_moved_and_taken_away(planners: Planners) -> None:
    callin, now = planned(planners.town), timezone.now()
    with in_room(planners.town) as actor:
        made = [keep_slots.add_slot(callin, role, 5, by=actor, at=now) for role in SpeakerRole.values[:3]]
        keep_slots.move_slot(made[2], by=actor, at=now)
        keep_slots.move_slot(made[0], by=actor, at=now)
        keep_slots.remove_slot(made[1], by=actor, at=now)
        keep_slots.move_slot(made[0], by=actor, at=now)
    left = list(SpeakerSlot.objects.filter(callin=callin).values_list("role", flat=True))
    assert left == [SpeakerRole.POLICE, SpeakerRole.MUNICIPALITY]


def test_whoever_has_been_asked_is_not_unasked_and_the_place_stays(planners: Planners) -> None:
    slot, now = slot_of(planned(planners.town), planners.town), timezone.now()
    with in_room(planners.police) as actor:
        keep_slots.change_slot(slot, SlotState.CONFIRMED, 8, timezone.localdate(), by=actor, at=now)
        with pytest.raises(NobodyAsked):
            keep_slots.change_slot(slot, SlotState.OPEN, 8, None, by=actor, at=now)
        with pytest.raises(SlotInUse):
            keep_slots.remove_slot(slot, by=actor, at=now)


def test_a_place_with_a_script_is_not_taken_away(planners: Planners) -> None:
    slot = slot_of(planned(planners.town), planners.town)
    written(planners.officer, slot, "Välkomna.")
    with in_room(planners.town) as actor, pytest.raises(SlotInUse):
        keep_slots.remove_slot(slot, by=actor, at=timezone.now())


def test_t25_the_name_stands_in_the_municipalitys_room_alone(planners: Planners) -> None:
    callin, now = planned(planners.town), timezone.now()
    slot = slot_of(callin, planners.town)
    with in_room(planners.town) as actor:
        name_speaker(slot, Named("Lovisa Ekström", "0700-00 00 01"), by=actor, at=now)
        name_speaker(slot, Named("Lovisa Ekhammar"), by=actor, at=now)
        (row,) = slots_of(callin, actor, now)
        assert row.speaker
        assert row.speaker.name == "Lovisa Ekhammar"
        assert row.slot.state == SlotState.ASKED
    for player in (planners.police, planners.probation, planners.social):
        with in_room(player) as actor:
            assert not Speaker.objects.exists()
            with pytest.raises(NotAllowed):
                name_speaker(slot, Named("Någon"), by=actor, at=now)
    with in_room(planners.reader):
        assert not Speaker.objects.exists()
    with in_room(planners.town) as actor:
        forget_speaker(slot, by=actor, at=now)
        assert not Speaker.objects.exists()


def test_a_script_is_approved_by_another_than_its_author_and_only_the_latest(planners: Planners) -> None:
    slot, now = slot_of(planned(planners.town), planners.town), timezone.now()
    first, second = written(planners.police, slot, "Ett."), written(planners.police, slot, "Två.")
    assert (first.number, second.number) == (1, 2)
    with in_room(planners.police) as actor, pytest.raises(OwnVersion):
        approve_script(second, by=actor, at=now)
    with in_room(planners.officer) as actor:
        with pytest.raises(VersionMoved):
            approve_script(first, by=actor, at=now)
        approve_script(second, by=actor, at=now)
        with pytest.raises(VersionMoved):
            approve_script(second, by=actor, at=now)
    third = written(planners.police, slot, "Tre.")
    with in_room(planners.town) as actor:
        (row,) = slots_of(slot.callin, actor, now)
    assert row.approved
    assert (row.approved.words, row.latest, row.waits) == ("Två.", third, True)


def test_t34_a_script_names_no_group_and_says_something(planners: Planners) -> None:
    Group.objects.create(code_name="Sälg", own_row=True)
    slot = slot_of(planned(planners.town), planners.town)
    with pytest.raises(GroupNamed):
        written(planners.police, slot, "Ni i Sälg vet vad jag menar.")
    with pytest.raises(WordsNeeded):
        written(planners.police, slot, "  ")


def test_a_reader_writes_no_script(planners: Planners) -> None:
    slot = slot_of(planned(planners.town), planners.town)
    with pytest.raises(NotAllowed):
        written(planners.reader, slot, "Hej.")


def test_when_it_is_held_nothing_of_it_is_rewritten(planners: Planners) -> None:
    callin = today_it_is(planners.town)
    slot = slot_of(callin, planners.town)
    with in_room(planners.town) as actor:
        advance.hold(callin, by=actor, at=timezone.now())
    with pytest.raises(WrongCallInState):
        written(planners.police, slot, "För sent.")


def test_changes_between_versions_are_told_word_by_word() -> None:
    told = changes("Vi vill inte att du dör.", "Vi vill verkligen inte att du dör.")
    assert [piece.text for piece in told if piece.kind == "added"] == [" verkligen"]
    assert "".join(piece.text for piece in told if piece.kind != "removed") == (
        "Vi vill verkligen inte att du dör."
    )
