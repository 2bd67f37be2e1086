"""Write what belongs to the whole draft: the rule, the need, the rule's questions, necessity and test in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gvi.trust.disclosures.flows.common import lock_draft
from gvi.trust.disclosures.models import Draft
from gvi.trust.law.models import RuleVersion
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor


@dataclass(frozen=True)
class Grounds:
    """The need and the law of one draft; ``answers`` by the names of the rule's questions."""

    rule: RuleVersion | None
    need: str
    on_request: bool | None
    answers: Mapping[str, str]
    necessity: str
    test_words: str
    reservation: str


FIELDS = ("rule", "need", "on_request", "necessity", "test_words", "reservation")


def set_draft(draft: Draft, grounds: Grounds, *, by: Actor, at: datetime) -> Draft:
    """Keep ``grounds`` as they stand, finished or not; answers to another rule's questions are let go."""
    with transaction.atomic():
        current = lock_draft(draft, by)
        for field in FIELDS:
            setattr(current, field, getattr(grounds, field))
        asked = grounds.rule.questions if grounds.rule else []
        current.answers = {name: grounds.answers[name] for name in asked if grounds.answers.get(name)}
        current.save(update_fields=[*FIELDS, "answers"])
        write(Operation.CHANGE, "disclosures.set_draft", by=by, kind="draft", record=current.pk)
    return current
