"""What a person's own extract says of disclosures: to whom the room has told what, and what others have told it.

A sent one is tied to the person by the room's own grounds. A received one holds no person's row: whoever answers
chooses it by hand among those that can still be read (trust.md, T28).
"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from gvi.trust.disclosures.models import Disclosure, Ground, Item
from gvi.trust.disclosures.received.queries import open_disclosures
from gvi.trust.disclosures.states import Outcome
from gvi.trust.law.models import RuleVersion
from gvi.trust.law.wording import text_of
from gvi.trust.law.words import DataClass
from gvi.trust.people.extracts import Choice, Line, Section, Subject, register
from gvi.trust.workspaces.actor import Actor

ROOM_OWN = frozenset({"disclosures_ground", "disclosures_draft", "disclosures_draftline"})
TWO_SIDED = frozenset({"disclosures_disclosure", "disclosures_item", "disclosures_disclosuremove"})


class Sent:
    """Whom the room has told, when, by which rule, and what. Three queries."""

    tables = ROOM_OWN | TWO_SIDED

    def sections(self, subject: Subject, *, by: Actor) -> Sequence[Section]:
        """Every decision about the person, refused ones too: they are kept."""
        if not subject.persons:
            return []
        about = Ground.objects.filter(person__in=subject.persons).order_by("disclosure__decided_at", "id")
        grounds = list(about.select_related("disclosure__receiver", "disclosure__rule"))
        items = _items([ground.disclosure_id for ground in grounds])
        lines = tuple(_sent(ground.disclosure, items.get(ground.disclosure_id, [])) for ground in grounds)
        return [Section(_("Vem som har fått uppgifterna"), lines)]

    def choices(self, *, by: Actor) -> Sequence[Choice]:
        """Nothing: the grounds tell."""
        return []


class Received:
    """What other rooms have told this one, as long as it can be read. Two queries."""

    tables = TWO_SIDED

    def sections(self, subject: Subject, *, by: Actor) -> Sequence[Section]:
        """The items of those that were chosen and are still open."""
        if not subject.received:
            return []
        chosen = list(open_disclosures(by).filter(pk__in=subject.received))
        items = _items([one.pk for one in chosen])
        lines = [
            Line(str(item.get_data_class_display()), said(item), _source(one))
            for one in chosen
            for item in items.get(one.pk, [])
        ]
        return [Section(_("Det som andra myndigheter har lämnat"), tuple(lines))]

    def choices(self, *, by: Actor) -> Sequence[Choice]:
        """Every open one by sender, day and name."""
        found = list(open_disclosures(by))
        items = _items([one.pk for one in found])
        return [Choice(one.pk, f"{_named(items.get(one.pk, []))} ({_source(one)})") for one in found]


def _items(disclosures: Sequence[object]) -> dict[object, list[Item]]:
    found: dict[object, list[Item]] = {}
    for item in Item.objects.filter(disclosure__in=disclosures).order_by("disclosure", "position"):
        found.setdefault(item.disclosure_id, []).append(item)
    return found


def said(item: Item) -> str:
    """The words of an item, with the role beside a name (T12)."""
    return f"{item.text} — {item.role}" if item.role else item.text


def _named(items: Sequence[Item]) -> str:
    first = next((item for item in items if item.data_class == DataClass.NAME), items[0] if items else None)
    return said(first) if first else ""


def _source(one: Disclosure) -> str:
    return f"{one.sender.name}, {one.decided_at:%Y-%m-%d}"


def _sent(one: Disclosure, items: Sequence[Item]) -> Line:
    told = "; ".join(said(item) for item in items) if one.outcome == Outcome.DECIDED else _("inte utlämnat")
    return Line(one.receiver.name, f"{one.decided_at:%Y-%m-%d}: {told}", _rule(one.rule))


def _rule(rule: RuleVersion) -> str:
    return f"{text_of(rule).citation}, version {rule.version}"


def register_lines() -> None:
    """Called when Django starts."""
    register("30 sent", Sent())
    register("40 received", Received())
