"""What one room may keep of a person, and what it must: one table that flow, form and file share.

trust.md, "Person": police in full or a bare local reference, probation a short list, social services a number and no
name. The database refuses the same things once more (``sql/people.sql``).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from gvi.trust.people import identity, retention
from gvi.trust.people.labels import age_unknown, may_be_minor
from gvi.trust.people.refusals import InTheFuture, Missing, NotKeptHere, TooOld, Wrong
from gvi.trust.people.words import Concern, PersonRoleName, Regime, UnderEighteen
from gvi.trust.refusals import Refusal
from gvi.trust.workspaces.free_text import REFUSED, What, find
from gvi.trust.workspaces.kinds import Kind

WHO = (
    "local_reference",
    "surname",
    "given_name",
    "identity_number",
    "birth_date",
    "under_eighteen",
    "protected",
    "address",
    "phone",
)
WHY = ("purpose", "regime", "basis", "evidence")
UNDER_EIGHTEEN = ("concern", "concern_reference")
KEPT: Mapping[Kind, tuple[str, ...]] = {
    Kind.POLICE: (*WHO, *WHY, "based_on", *UNDER_EIGHTEEN, "roles", "officers"),
    Kind.PROBATION: (*WHO, "based_on", *UNDER_EIGHTEEN, "roles"),
    Kind.SOCIAL_SERVICES: ("local_reference", "based_on"),
}
NEEDED: Mapping[Kind, tuple[str, ...]] = {
    Kind.POLICE: (*WHY, "roles"),
    Kind.PROBATION: ("roles",),
    Kind.SOCIAL_SERVICES: ("local_reference",),
}
CASE_NUMBER = re.compile(r"[^\W\d_]{0,8}[\s./:-]*\d[\dA-Z./:\s-]*")
MONTHS_IN_YEAR = 12


@dataclass(frozen=True)
class NewRole:
    """A role in the meaning of the law, since when, and how one knows."""

    role: PersonRoleName
    since: date
    source: str


@dataclass(frozen=True)
class NewPerson:
    """A person as someone wants to enter one; no date of review or erasure can be given (T15).

    ``officers`` are the members who may see a person processed under 3:2 p. 2.
    """

    based_on: date
    local_reference: str = ""
    surname: str = ""
    given_name: str = ""
    identity_number: str = ""
    birth_date: date | None = None
    under_eighteen: UnderEighteen = UnderEighteen.NONE
    protected: bool = False
    address: str = ""
    phone: str = ""
    purpose: str = ""
    regime: Regime = Regime.NONE
    basis: str = ""
    evidence: str = ""
    concern: Concern = Concern.NONE
    concern_reference: str = ""
    roles: tuple[NewRole, ...] = ()
    officers: tuple[UUID, ...] = ()

    @property
    def named(self) -> bool:
        """Whether there is a name."""
        return bool(self.surname or self.given_name)


TEXTS = (
    "local_reference",
    "surname",
    "given_name",
    "identity_number",
    "address",
    "phone",
    "purpose",
    "basis",
    "evidence",
    "concern_reference",
)
COLUMNS = tuple(it.name for it in fields(NewPerson) if it.name not in {"roles", "officers"})


def tidy(new: NewPerson, *, day: date) -> NewPerson:
    """Strip texts, bring the identity number to normal form and take the birth date from it.

    A known birth date is itself the answer to whether somebody is under eighteen, so no other is kept.

    Raises ``NotAnIdentityNumber``, or ``Wrong`` where number and birth date disagree.
    """
    texts: dict[str, Any] = {name: " ".join(getattr(new, name).split()) for name in TEXTS}
    new = replace(new, **texts)
    new = replace(new, roles=tuple(replace(role, source=role.source.strip()) for role in new.roles))
    if not new.identity_number:
        return _normal(new)
    number = identity.parse(new.identity_number, day=day)
    if new.birth_date not in (None, number.born):
        raise Wrong("birth_date", _("Födelsedagen stämmer inte med personnumret."))
    return _normal(replace(new, identity_number=number.text, birth_date=number.born))


def _normal(new: NewPerson) -> NewPerson:
    new = replace(new, address="") if new.protected else new
    return replace(new, under_eighteen=UnderEighteen.NONE) if new.birth_date else new


def faults(kind: Kind, new: NewPerson, *, day: date) -> Iterator[Refusal]:
    """Everything that keeps a tidied ``new`` out of a room of ``kind`` on ``day``, field by field."""
    kept = KEPT.get(kind, ())
    empty = NewPerson(based_on=new.based_on)
    given = [it.name for it in fields(new) if getattr(new, it.name) != getattr(empty, it.name)]
    yield from (NotKeptHere(name) for name in given if name not in kept)
    yield from (Missing(name) for name in NEEDED.get(kind, ()) if name not in given)
    if not (new.named or new.local_reference) and "local_reference" not in NEEDED.get(kind, ()):
        yield Wrong("local_reference", _("Skriv ett namn eller en lokal beteckning."))
    yield from _reference(kind, new)
    yield from _dates(kind, new, day)
    yield from _under_eighteen(kind, new, day)


def _reference(kind: Kind, new: NewPerson) -> Iterator[Refusal]:
    if any(it.what is What.IDENTITY_NUMBER for it in find(new.local_reference)):
        yield Wrong("local_reference", REFUSED[What.IDENTITY_NUMBER])
    elif kind == Kind.SOCIAL_SERVICES and not CASE_NUMBER.fullmatch(new.local_reference or "0"):
        yield Wrong(
            "local_reference", _("Skriv ett ärendenummer eller slumpnummer, inget namn, som SN 2026-17.")
        )


def _dates(kind: Kind, new: NewPerson, day: date) -> Iterator[Refusal]:
    for name, given in (("based_on", new.based_on), ("birth_date", new.birth_date)):
        if given and given > day:
            yield InTheFuture(name)
    if any(role.since > day for role in new.roles):
        yield InTheFuture("since")
    if any(not role.source for role in new.roles):
        yield Missing("source")
    if kind != Kind.SOCIAL_SERVICES and set_apart_from(new.based_on) <= day:
        yield TooOld()


def _under_eighteen(kind: Kind, new: NewPerson, day: date) -> Iterator[Refusal]:
    if "under_eighteen" in KEPT.get(kind, ()) and not (new.birth_date or new.under_eighteen):
        yield Wrong("under_eighteen", _("Födelsedatum saknas. Svara på om personen är under 18 år."))
    if new.concern or not may_be_minor(new.birth_date, new.under_eighteen, day):
        return
    if age_unknown(new.birth_date, new.under_eighteen):
        yield Wrong("concern", _("Personen kan vara under 18 år. Svara på om en orosanmälan är gjord."))
    else:
        yield Wrong("concern", _("Personen är under 18 år. Svara på om en orosanmälan är gjord."))


def set_apart_from(based_on: date) -> date:
    """The first day on which somebody whose basis is of ``based_on`` is set apart, by the house rule alone."""
    months = based_on.month - 1 + retention.HOUSE_MONTHS
    year, month = based_on.year + months // MONTHS_IN_YEAR, months % MONTHS_IN_YEAR + 1
    last = next(day for day in range(based_on.day, 0, -1) if _exists(year, month, day))
    return date(year, month, last) - timedelta(days=retention.APART_DAYS)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
