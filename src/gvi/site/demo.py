"""Sign in to the invented city by choosing a role. Nothing outside the demo settings imports this module.

The page lists one member for each role of each room and says what that member will see; no password, no
second factor, since there is nothing real behind them.
"""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.backends import BaseBackend
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.views.decorators.http import require_POST, require_safe

from gvi.site.accounts.adapters import keep_language
from gvi.site.accounts.events import write_as
from gvi.site.accounts.factors import record_passed
from gvi.site.demo_words import what_one_sees
from gvi.trust.log.models import Operation
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Grant, Member, User
from gvi.trust.workspaces.pages import open_page
from gvi.trust.workspaces.roles import EVERY_ROOM, Role


class RoleBackend(BaseBackend):
    """Signs in a member of the invented city by id."""

    def authenticate(
        self, request: HttpRequest | None, demo_member: UUID | None = None, **_: Any
    ) -> User | None:
        """The account of ``demo_member``; nobody outside an invented city."""
        if not settings.GVI_FICTIONAL or demo_member is None:
            return None
        members = Member.objects.select_related("user").filter(pk=demo_member, left_at__isnull=True)
        member = members.filter(user__is_active=True).first()
        return member.user if member else None

    def get_user(self, user_id: Any) -> User | None:
        """The account of the session."""
        return User.objects.filter(pk=user_id, is_active=True).first()


@dataclass(frozen=True)
class Choice:
    """One button of the sign-in page."""

    member: UUID
    name: str
    role: str
    sees: str | Promise


@dataclass(frozen=True)
class RoomChoices:
    """The roles of one room: those who do the work, and those who look after log, rules and members."""

    room: str
    kind: Kind
    work: list[Choice] = field(default_factory=list)
    house: list[Choice] = field(default_factory=list)


@open_page
@require_safe
def sign_in(request: HttpRequest) -> HttpResponse:
    """The list of roles."""
    return render(
        request, "account/demo_sign_in.html", {"rooms": _rooms(), "next": request.GET.get("next", "")}
    )


@open_page
@require_POST
def take_role(request: HttpRequest, member: UUID) -> HttpResponse:
    """Sign in as ``member``."""
    user = authenticate(request, demo_member=member)
    if not isinstance(user, User):
        raise Http404
    logout(request)
    login(request, user, backend="gvi.site.demo.RoleBackend")
    record_passed(request, user, "demo")
    write_as(user, Operation.SIGN_IN, "account.sign_in", reason="demo")
    response = redirect("/")
    keep_language(response, user)
    return response


def _rooms() -> list[RoomChoices]:
    """Every room with the first holder of each role; one query."""
    today = timezone.localdate()
    grants = (
        Grant.objects.filter(
            ended_at__isnull=True, approved_at__isnull=False, starts__lte=today, ends__gt=today
        )
        .filter(member__left_at__isnull=True, member__user__is_active=True)
        .select_related("member__workspace")
        .order_by("member__workspace__name", "member__name")
    )
    rooms: dict[UUID, RoomChoices] = {}
    taken: set[tuple[UUID, str]] = set()
    for grant in sorted(grants, key=_by_strategy):
        room = grant.member.workspace
        if (room.pk, grant.role) not in taken:
            taken.add((room.pk, grant.role))
            kind = Kind(room.kind)
            choices = rooms.setdefault(room.pk, RoomChoices(room.name, kind))
            (choices.house if grant.role in EVERY_ROOM else choices.work).append(_choice(grant, kind))
    return list(rooms.values())


def _by_strategy(grant: Grant) -> tuple[int, str, int]:
    room = grant.member.workspace
    return list(Kind).index(Kind(room.kind)), room.name, list(Role).index(Role(grant.role))


def _choice(grant: Grant, kind: Kind) -> Choice:
    role = Role(grant.role)
    return Choice(grant.member_id, grant.member.name, str(role.label), what_one_sees(kind, role))
