"""One act about one version of a rule, with its one log event; ``sql/law.sql`` signs and dates the row."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gvi.trust.law.models import RuleAct, RuleVersion
from gvi.trust.law.refused import NotThisRoomsRule, PersonNamed, WordsMissing
from gvi.trust.law.words import Act
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.free_text import find
from gvi.trust.workspaces.inside import own_kind, own_member, own_room


@dataclass(frozen=True)
class Words:
    """Who stands behind the act, by name and function, and what they say."""

    name: str
    note: str = ""


VERBS = {
    Act.VERIFIED: "law.verify_rule",
    Act.ADVISED: "law.advise_on_rule",
    Act.ENABLED: "law.enable_rule",
    Act.DISABLED: "law.disable_rule",
}


def record(act: Act, rule: RuleVersion, words: Words, *, by: Actor, at: datetime, note: bool) -> RuleAct:
    """Add ``act`` in ``by``'s room; ``note`` says whether words beside the name are demanded."""
    if own_kind(by) not in rule.from_kinds:
        raise NotThisRoomsRule
    if not words.name.strip():
        raise WordsMissing("name")
    if note and not words.note.strip():
        raise WordsMissing("note")
    if any(finding.refused for finding in find(f"{words.name}\n{words.note}")):
        raise PersonNamed
    with transaction.atomic():
        added = RuleAct.objects.create(
            workspace_id=own_room(by),
            rule=rule,
            act=act,
            name=words.name.strip(),
            note=words.note.strip(),
            by=own_member(by),
            at=at,
        )
        write(Operation.SETTINGS, VERBS[act], by=by, kind="rule", record=rule.pk, reason=str(rule))
    return added
