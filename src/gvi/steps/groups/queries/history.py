"""What a group has been called, where it came from and what became of it: one list in words, latest first.

Names and rest come from the group's own history; ends and decisions on its row are the police's own and told only to
whoever may read them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.apps import apps
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from gvi.steps.groups.models import Group, RowDecision, Succession
from gvi.steps.groups.states import FIRST, State
from gvi.steps.groups.words import SuccessionKind
from gvi.trust.people.queries.batches import names_of_members

Step = tuple[date, dict[str, object], dict[str, object]]


@dataclass(frozen=True)
class Entry:
    """One thing that happened: when, what, for which reason and by whose hand, as far as that is known."""

    day: date
    words: str
    reason: str = ""
    by: str = ""


def history_of(group: Group, *, sealed: bool) -> list[Entry]:
    """The group's history; ``sealed`` adds what only police may read. Four queries at most."""
    steps = list(_steps(group))
    entries, rows = list(_names_and_rest(steps)), list(_rows_by_itself(steps))
    if sealed:
        entries += _successions(group)
        rows = _decisions(group) or rows
    return sorted(entries + rows, key=lambda entry: entry.day, reverse=True)


def _steps(group: Group) -> Iterator[Step]:
    """Each change of the group: when, what it was before, what it became."""
    fields = ("code_name", "state", "own_row")
    kept = apps.get_model("groups", "GroupRevision").objects.filter(pgh_obj=group).order_by("pgh_id")
    rows = list(kept.values("pgh_created_at", *fields))
    later = [*rows[1:], {name: getattr(group, name) for name in fields}]
    for old, new in zip(rows, later, strict=False):
        yield localdate(old["pgh_created_at"]), old, new


def _names_and_rest(steps: Iterable[Step]) -> Iterator[Entry]:
    for day, old, new in steps:
        if old["code_name"] != new["code_name"]:
            names = {"old": old["code_name"], "new": new["code_name"]}
            yield Entry(day, _("Bytte kodnamn från %(old)s till %(new)s") % names)
        if old["state"] != new["state"] and new["state"] in FIRST:
            yield Entry(day, _("Blev vilande") if new["state"] == State.DORMANT else _("Blev aktiv igen"))


def _rows_by_itself(steps: Iterable[Step]) -> Iterator[Entry]:
    for day, old, new in steps:
        if old["own_row"] != new["own_row"]:
            yield Entry(day, _row_words(bool(new["own_row"])))


def _row_words(own_row: bool) -> str:
    return _("Fick en egen rad för samverkan") if own_row else _("Ställdes under Övriga för samverkan")


def _decisions(group: Group) -> list[Entry]:
    rows = list(RowDecision.objects.filter(group=group))
    names = names_of_members(*(row.by for row in rows))
    return [
        Entry(localdate(row.at), _row_words(row.own_row), row.reason, names.get(row.by, "")) for row in rows
    ]


def _successions(group: Group) -> list[Entry]:
    rows = list(
        Succession.objects.filter(Q(former=group) | Q(successor=group))
        .select_related("former", "successor")
        .order_by("former__sort", "successor__sort")
    )
    names = names_of_members(*(row.by for row in rows))
    return [
        Entry(these[0].day, _became(group, these), these[0].reason, names.get(these[0].by, ""))
        for these in _together(group, rows)
    ]


def _together(group: Group, rows: Iterable[Succession]) -> list[list[Succession]]:
    """Rows of one act: the same kind and moment, and the group on the same side of it."""
    acts: dict[tuple[object, ...], list[Succession]] = defaultdict(list)
    for row in rows:
        acts[row.kind, row.at, row.former_id == group.pk].append(row)
    return list(acts.values())


def _became(group: Group, rows: list[Succession]) -> str:
    """Such as "Delades i Gran och Tall", or "Följer efter Hassel och Hägg, som slogs samman"."""
    if rows[0].former_id == group.pk:
        after = in_a_row(row.successor.code_name for row in rows if row.successor)
        return {
            SuccessionKind.MERGED: _("Slogs samman i %(names)s"),
            SuccessionKind.SPLIT: _("Delades i %(names)s"),
            SuccessionKind.DISSOLVED: _("Upplöstes"),
        }[SuccessionKind(rows[0].kind)] % {"names": after}
    before = {"names": in_a_row(row.former.code_name for row in rows)}
    if rows[0].kind == SuccessionKind.SPLIT:
        return _("Följer efter %(names)s, som delades") % before
    return _("Följer efter %(names)s, som slogs samman hit") % before


def in_a_row(names: Iterable[str]) -> str:
    """Names as one says them: "Alm, Bok och Ek"."""
    *first, last = list(names) or [""]
    return _("%(first)s och %(last)s") % {"first": ", ".join(first), "last": last} if first else last


def former_of(groups: Iterable[UUID]) -> dict[UUID, list[str]]:
    """The code names that each of ``groups`` follows after ("efter Hassel och Hägg"): one query."""
    rows = Succession.objects.filter(successor__in=list(groups)).order_by("former__sort")
    found: dict[UUID, list[str]] = defaultdict(list)
    for successor, name in rows.values_list("successor", "former__code_name"):
        found[successor].append(name)
    return dict(found)
