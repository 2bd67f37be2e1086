"""Programme, rooms, members and groups of the invented city."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from gvi.city import City
from gvi.steps.groups.models import Group
from gvi.trust.workspaces.actor import Actor, load_actor
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Area, Deputyship, Grant, Member, Programme, Switch, User, Workspace
from gvi.trust.workspaces.roles import Role

HALF_YEAR = timedelta(days=182)


@dataclass(frozen=True)
class DemoCast:
    """The members of the city, by room and role; the first holder of a role plays it."""

    members: dict[tuple[Kind, Role], Member]
    by_room: dict[tuple[str, Role], Member]
    by_mail: dict[str, Member]
    today: date

    def actor(self, kind: Kind, role: Role) -> Actor:
        """The actor who holds ``role`` in the room of ``kind``."""
        return self.of(self.members[kind, role])

    def of(self, member: Member) -> Actor:
        """``member`` as the actor that the member is on the city's day."""
        actor = load_actor(member.user, day=self.today)
        if actor is None:
            raise LookupError(f"{member.pk} has no current grant")
        return actor

    def mail(self, address: str) -> Actor:
        """The actor with this mail address."""
        return self.of(self.by_mail[address])

    def here(self, room: str, role: Role) -> Actor:
        """The first holder of ``role`` in the room called ``room``."""
        return self.of(self.by_room[room, role])


def load_programme(city: City) -> None:
    """The programme's own row and its areas."""
    Programme.objects.update_or_create(
        id=1,
        defaults={
            "name": f"GVI {city.name}",
            "municipality": city.name,
            "helpline": city.helpline,
            "fictional": True,
            "meeting_time": time(9),
        },
    )
    Area.objects.bulk_create(
        [Area(id=UUID(row["id"]), name=row["name"]) for row in city.areas.iter_rows(named=True)]
    )


def load_rooms(city: City, *, at: datetime) -> dict[str, Workspace]:
    """Every authority's room, switched on by an invented decision a year ago."""
    rooms = [
        Workspace(id=UUID(row["id"]), kind=row["kind"], name=row["name"])
        for row in city.authorities.iter_rows(named=True)
    ]
    Workspace.objects.bulk_create(rooms)
    Switch.objects.bulk_create([_switch(room, city.today, at) for room in rooms])
    return {room.name: room for room in rooms}


def _switch(room: Workspace, today: date, at: datetime) -> Switch:
    return Switch(
        workspace=room,
        on=True,
        assessment=f"KB {today.year - 1}-{room.kind[:3].upper()}",
        decider="Förvaltningschefen",
        decided_on=today - timedelta(days=365),
        valid_until=today + timedelta(days=365),
        recorded_at=at - timedelta(days=364),
    )


def load_members(city: City, rooms: dict[str, Workspace], *, at: datetime) -> DemoCast:
    """Accounts, members, grants of half a year that is half gone, and deputies."""
    users, members, grants = [], [], []
    by_mail: dict[str, Member] = {}
    start = city.today - HALF_YEAR / 2
    for row in city.members.iter_rows(named=True):
        user = User(email=row["email"])
        user.set_unusable_password()
        member = Member(
            id=UUID(row["id"]),
            user=user,
            workspace=rooms[row["authority"]],
            name=row["name"],
            function=row["function"],
            seen_at=at - timedelta(days=3),
        )
        users.append(user)
        members.append(member)
        by_mail[row["email"]] = member
        grants += [
            Grant(member=member, role=Role(role), starts=start, ends=start + 2 * HALF_YEAR, approved_at=at)
            for role in row["roles"]
        ]
    User.objects.bulk_create(users)
    Member.objects.bulk_create(members)
    Grant.objects.bulk_create(grants)
    _load_deputies(city, by_mail)
    by_room = _first_holders(city, by_mail)
    return DemoCast(_by_kind(by_room), by_room, by_mail, city.today)


def _load_deputies(city: City, by_mail: dict[str, Member]) -> None:
    Deputyship.objects.bulk_create(
        Deputyship(
            principal=by_mail[row["deputy_of"]],
            deputy=by_mail[row["email"]],
            starts=city.today - HALF_YEAR / 2,
            ends=city.today + HALF_YEAR,
        )
        for row in city.members.iter_rows(named=True)
        if row["deputy_of"]
    )


def _by_kind(by_room: dict[tuple[str, Role], Member]) -> dict[tuple[Kind, Role], Member]:
    holders: dict[tuple[Kind, Role], Member] = {}
    for (_room, role), member in by_room.items():
        holders.setdefault((Kind(member.workspace.kind), role), member)
    return holders


def _first_holders(city: City, by_mail: dict[str, Member]) -> dict[tuple[str, Role], Member]:
    holders: dict[tuple[str, Role], Member] = {}
    for row in city.members.sort("deputy_of", nulls_last=False, maintain_order=True).iter_rows(named=True):
        member = by_mail[row["email"]]
        for role in row["roles"]:
            holders.setdefault((member.workspace.name, Role(role)), member)
    return holders


def load_groups(city: City) -> dict[str, Group]:
    """Every group there has been, by its latest code name; each begins as active, under its first name."""
    renamed = city.mapping.successions.filter(kind="renamed").select("successor", "former")
    first: dict[str, str] = dict(renamed.iter_rows())
    groups = {
        name: Group(code_name=first.get(name, name), own_row=own_row)
        for frame in (city.mapping.former, city.groups)
        for name, own_row in frame.select("code_name", "own_row").iter_rows()
    }
    Group.objects.bulk_create(groups.values())
    return groups
