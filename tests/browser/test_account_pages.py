"""Sign-in and settings on screen: axe and the policy find nothing, whoever looks, light or dark, in both languages."""

import pytest
from django.urls import reverse
from django.utils import timezone

from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import DeviceReset, Holiday, Purpose
from gvi.trust.workspaces.one_time import make_link
from gvi.trust.workspaces.roles import Role
from gvi.trust.workspaces.rooms import as_workspace
from tests.browser.conftest import Reader, Sit
from tests.cast import Cast, Player
from tests.site.accounts.persons import give_app, give_codes

LOOKS = [("sv", False), ("en", True)]
OWN = ["mfa_index", "mfa_list_webauthn", "account_change_password", "account_logout"]
SETTINGS = {
    Role.ADMINISTRATOR: ["settings", "members", "invite"],
    Role.COORDINATOR: ["resets"],
    Role.RULES_DECIDER: ["room"],
}
PROGRAMME = ["programme", "areas", "holidays", "rooms"]
OF_MEMBER = ["member", "give_role", "give_deputy", "ask_reset", "hand_over"]


def look(reader: Reader, paths: list[str]) -> dict[str, list[str]]:
    """What axe finds on each path; every path must answer 200."""
    tab, faults = reader.page(), {}
    for path in paths:
        answer = tab.goto(reader.address + path)
        assert answer is not None
        assert answer.status in {200, 404}, path
        faults[path] = reader.axe(tab)
    return {path: found for path, found in faults.items() if found}


def link(player: Player, purpose: Purpose) -> str:
    """The path of a one-time link for ``player``."""
    actor = player.actor
    with as_workspace(actor):
        secret = make_link(player.member, purpose, by=actor, at=timezone.now())
    return reverse("account_welcome", args=[secret])


@pytest.mark.parametrize(("language", "dark"), LOOKS)
def test_axe_and_policy_find_nothing(cast: Cast, sit: Sit, language: str, dark: bool) -> None:
    police = {role: cast[Kind.POLICE, role] for role in (Role.ANALYST, *SETTINGS)}
    analyst, administrator = police[Role.ANALYST], police[Role.ADMINISTRATOR]
    give_app(analyst)
    give_codes(analyst)
    DeviceReset.objects.create(
        member=analyst.member, reason="x", requested_at=timezone.now(), requested_by=administrator.member
    )
    Holiday.objects.create(day=timezone.localdate(), name="Studiedag")
    links = [link(analyst, purpose) for purpose in Purpose]
    visits: list[tuple[Player | None, list[str]]] = [
        (None, ["/konto/login/", *links, reverse("account_welcome", args=["finns-inte"])]),
        (analyst, [reverse(name) for name in OWN]),
        *(
            (police[role], [reverse(f"workspaces:{name}") for name in names])
            for role, names in SETTINGS.items()
        ),
        (administrator, [reverse(f"workspaces:{name}", args=[analyst.member.pk]) for name in OF_MEMBER]),
        (cast[Kind.MUNICIPALITY, Role.COORDINATOR], [reverse(f"workspaces:{name}") for name in PROGRAMME]),
    ]
    for player, paths in visits:
        assert look(sit(player, language=language, dark=dark), paths) == {}


def test_a_form_with_errors_has_none_for_axe(cast: Cast, sit: Sit) -> None:
    reader = sit(cast[Kind.POLICE, Role.RULES_DECIDER])
    page = reader.open(reverse("workspaces:room"))
    page.get_by_role("button", name="Spara beslutet").click()
    assert page.get_by_role("alert").is_visible()
    assert reader.axe(page) == []
