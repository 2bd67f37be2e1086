"""Write the words of a letter, and let a colleague approve them. A version is never changed; a new one is written."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from gvi.steps.callins.models import Letter
from gvi.steps.callins.queries.letters import next_number
from gvi.steps.callins.refusals_invitees import NoSuchInvitee, OwnDraft, WrongMoment
from gvi.steps.callins.words import LetterKind
from gvi.steps.groups.flows.about_persons import locked_row, written
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.free_text import refuse_identity_numbers
from gvi.trust.workspaces.inside import own_member
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.signing import signed


def write_letter(kind: LetterKind, words: str, *, legal_basis: str = "", by: Actor, at: datetime) -> Letter:
    """A new version of ``kind``; only a summons has a legal basis, and it has to have one."""
    by.require(Right.WRITE_INVITEES)
    refuse_identity_numbers(words, legal_basis)
    basis = written(legal_basis, "legal_basis") if kind == LetterKind.SUMMONS else ""
    text = written(words, "words")
    with transaction.atomic():
        try:
            with transaction.atomic():
                made = Letter.objects.create(
                    **signed(by, at), kind=kind, number=next_number(kind), legal_basis=basis, words=text
                )
        except IntegrityError as error:  # two who wrote at the same moment
            raise WrongMoment from error
        write(Operation.CHANGE, "callins.write_letter", by=by, kind="letter", record=made.pk)
    return made


def approve_letter(pk: UUID, *, by: Actor, at: datetime) -> Letter:
    """Stand behind a colleague's words: from now on letters of the kind go out in them."""
    by.require(Right.APPROVE_SUMMONS)
    if not Letter.objects.filter(pk=pk).exists():
        raise NoSuchInvitee
    with transaction.atomic():
        current = locked_row(Letter, pk)
        if current.approved_at:
            raise WrongMoment
        if current.by == own_member(by):
            raise OwnDraft
        current.approved_by, current.approved_at = own_member(by), at
        current.save(update_fields=["approved_by", "approved_at"])
        write(Operation.CHANGE, "callins.approve_letter", by=by, kind="letter", record=current.pk)
    return current
