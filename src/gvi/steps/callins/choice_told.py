"""A choice of messengers put into words for the page: persons in order of name, figures about the whole list alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gvi.science.messengers import ChoiceReach, MessengersResult
from gvi.science.messengers.result import FEASIBLE, INFEASIBLE, NEARLY, OPTIMAL, GroupReach
from gvi.science.numerals import percent
from gvi.steps.callins.queries.network import Network
from gvi.steps.mapping.queries.person_ties import INCIDENTS
from gvi.trust.people.labels import PersonLabel

SHOWN = 3


@dataclass(frozen=True)
class GroupBar:
    """One group: members, how many are reached, how many messengers, and the names of those not reached."""

    name: str
    members: int
    reached: int
    messengers: int
    left: tuple[str, ...]

    @property
    def per_cent(self) -> int:
        """How long the bar is."""
        return round(100 * self.reached / self.members)


@dataclass(frozen=True)
class Swap:
    """A choice as good: who in it are not in the proposal, and whom they stand instead of."""

    come: tuple[PersonLabel, ...]
    go: tuple[PersonLabel, ...]


@dataclass(frozen=True)
class Told:
    """What the page says of a proposal."""

    sentence: str
    standing: str
    tone: str
    possible: bool
    rooms: tuple[tuple[PersonLabel, ...], ...]
    bars: tuple[GroupBar, ...]
    unreachable: tuple[PersonLabel, ...]
    blocking: tuple[str, ...]
    more: int | None
    reserves: tuple[tuple[PersonLabel, tuple[PersonLabel, ...]], ...]
    swaps: tuple[Swap, ...]
    without: tuple[str, ...]


def told(network: Network, found: MessengersResult, *, proven: bool) -> Told:
    """``found`` in words; ``proven`` when the proof has been sought."""
    standing, tone = standing_of(found, proven=proven)
    return Told(
        sentence=found.sentence(_language()),
        standing=standing,
        tone=tone,
        possible=found.status != INFEASIBLE,
        rooms=tuple(named(network, room) for room in found.messengers_by_session),
        bars=bars(network, found.by_group, found.reached_ids),
        unreachable=named(network, found.unreachable),
        blocking=tuple(_blocking(network, found)),
        more=_more(found),
        reserves=tuple(_reserves(network, found.reserves or {})),
        swaps=tuple(_swap(network, found.messengers, one) for one in found.alternatives[:SHOWN]),
        without=tuple(_without(network, found)),
    )


def standing_of(found: MessengersResult, *, proven: bool) -> tuple[str, str]:
    """Whether the proposal is proven to be the best, in words, and the tone of the mark."""
    if found.status == INFEASIBLE:
        return _("Inget val uppfyller villkoren"), "danger"
    if found.status == OPTIMAL:
        return _("bevisat bästa"), "success"
    if found.status == NEARLY:
        return _("bevisat inom 0,5 % av det bästa"), "success"
    if not proven:
        return _("förslag, beviset söks"), "info"
    if found.status == FEASIBLE and found.gap is not None:
        return _("minst inom %(gap)s av det bästa") % {"gap": percent(found.gap, _language(), 1)}, "info"
    return _("inte bevisat bästa"), "info"


def decided_words(network: Network, now: ChoiceReach, found: MessengersResult) -> tuple[str, list[str]]:
    """What the list reaches as it is decided, beside the proposal; and the conditions it breaks."""
    asked = {"now": now.reached, "members": now.members, "proposal": found.reached}
    sentence = _("De godkända når %(now)d av %(members)d. Förslaget når %(proposal)d.") % asked
    return sentence, sorted({one.sentence(_language()) for one in now.broken})


def named(network: Network, ids: Iterable[str]) -> tuple[PersonLabel, ...]:
    """Labels in order of name."""
    found = [network.labels[UUID(pk)] for pk in ids]
    return tuple(sorted(found, key=lambda label: network.order[label.id]))


def bars(network: Network, rows: Sequence[GroupReach], reached: Iterable[str]) -> tuple[GroupBar, ...]:
    """Each group's bar, and who is not reached by name and role."""
    lit = {UUID(pk) for pk in reached}
    left: dict[str, list[str]] = {}
    for pk in sorted(network.groups, key=lambda pk: network.order[pk]):
        if pk not in lit:
            left.setdefault(network.groups[pk], []).append(network.labels[pk].text)
    return tuple(
        GroupBar(
            row.group_id or "",
            row.members,
            row.reached,
            row.messengers,
            tuple(left.get(row.group_id or "", ())),
        )
        for row in rows
    )


def _blocking(network: Network, found: MessengersResult) -> Iterable[str]:
    for one in found.blocking:
        who = one.group or " · ".join(label.text for label in named(network, one.pair or ()))
        yield f"{who}: {one.sentence(_language())}"


def _more(found: MessengersResult) -> int | None:
    if found.one_more_seat is None:
        return None
    return max(0, int(found.one_more_seat["reached"]) - found.reached)


def _reserves(
    network: Network, found: Mapping[str, Sequence[str]]
) -> Iterable[tuple[PersonLabel, tuple[PersonLabel, ...]]]:
    for label in named(network, found):
        if others := named(network, found[f"{label.id}"]):
            yield label, others


def _swap(network: Network, chosen: Sequence[str], other: Sequence[str]) -> Swap:
    come, go = set(other) - set(chosen), set(chosen) - set(other)
    return Swap(named(network, come), named(network, go))


def _without(network: Network, found: MessengersResult) -> Iterable[str]:
    sentence = _("Utan %(source)s når samma lista %(same)d.")
    for name, one in (found.without_evidence or {}).items():
        yield sentence % {"source": _source(network, name), "same": one["same_choice_reached"]}


def _source(network: Network, name: str) -> str:
    if name == INCIDENTS:
        return _("uppgifterna om misstänkta i samma händelse")
    return _("källan %(name)s") % {"name": network.sources.get(name, "")}


def _language() -> str:
    return "en" if get_language() == "en" else "sv"


def texts() -> dict[str, Any]:
    """What the picture's script says, in the reader's language."""
    return {
        "map": _(
            "Nätverket. Piltangenterna flyttar, plus och minus zoomar, 0 visar allt, Page Down och Page Up väljer "
            "person efter namn. Tabellen visar samma sak."
        ),
        "closer": _("Zooma in"),
        "further": _("Zooma ut"),
        "all": _("Visa hela nätverket"),
        "choose": _("Välj en person i bilden för att läsa namn och roll."),
        "reached": _("nås"),
        "left": _("nås inte"),
        "chosen": _("i förslaget"),
    }
