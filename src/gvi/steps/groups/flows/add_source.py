"""Add a source: where facts of groups come from, by its own number (domain.md: "every fact carries its source")."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gvi.steps.groups.flows.checks import refuse_ahead
from gvi.steps.groups.models import Source
from gvi.steps.groups.refusals import SourceKnown, SourceNotACode
from gvi.steps.groups.words import SourceKind
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.people.words import Reliability
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.free_text import What, find_for_writer
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.signing import signed

CODE = re.compile(r"(?=.*\d)[\w][\w .:/–-]{1,39}")
TOLD_BY = {What.IDENTITY_NUMBER, What.PHONE, What.ADDRESS, What.OWN_NAME}


@dataclass(frozen=True)
class NewSource:
    """A source as it is entered; ``name`` is its number, such as *UN 2026-41*."""

    name: str
    kind: SourceKind
    reliability: Reliability
    day: date


def add_source(new: NewSource, *, by: Actor, at: datetime) -> Source:
    """Add ``new``; raises ``SourceNotACode`` for a name that could tell who has told."""
    by.require(Right.WRITE_MAPPING)
    refuse_ahead(new.day, at, "day")
    name = code_of(new.name)
    with transaction.atomic():
        if Source.objects.filter(name__iexact=name).exists():
            raise SourceKnown
        source = Source.objects.create(
            name=name, kind=new.kind, reliability=new.reliability, day=new.day, **signed(by, at)
        )
        write(Operation.COLLECT, "groups.add_source", by=by, kind="source", record=source.pk)
    return source


def code_of(text: str) -> str:
    """``text`` in single spaces, if it is a number of the kind that papers have; words alone are none."""
    name = " ".join(text.split())
    if not CODE.fullmatch(name) or any(found.what in TOLD_BY for found in find_for_writer(name)):
        raise SourceNotACode
    return name
