"""Expired, withdrawn, a sender that closed its room, an agreement that ended: the same page, byte for byte.

A disclosure expires by the day alone, and no member can move its day: here the owner of the server does.
"""

import re
from datetime import timedelta

import psycopg
import pytest
from django.urls import reverse
from django.utils import timezone

from gvi.trust.disclosures.flows.end_agreement import end_agreement
from gvi.trust.disclosures.models import Agreement, Disclosure
from gvi.trust.disclosures.states import Status
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Programme
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player, make_workspace, switch_on
from tests.cluster import Cluster
from tests.trust.disclosures.doors import make_disclosure, someone
from tests.trust.people.persons import make_person

UUIDS = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
TIMES = re.compile(r"\d{4}-\d\d-\d\d( \d\d\.\d\d)?")
TOKENS = re.compile(r"\b\w{64}\b")


@pytest.fixture
def analyst(own_database: str) -> Player:
    Programme.objects.create(name="GVI Björkhamn", municipality="Björkhamn")
    return make_player(make_workspace(Kind.POLICE), Role.ANALYST)


@pytest.fixture
def officer(own_database: str) -> Player:
    return make_player(make_workspace(Kind.PROBATION), Role.PROBATION_OFFICER)


def told(analyst: Player, officer: Player, state: Status = Status.DECIDED) -> Disclosure:
    return make_disclosure(analyst, officer.member.workspace, make_person(analyst), state=state)


def bare(player: Player, made: Disclosure) -> bytes:
    """The page, and the list, without ids, days and tokens."""
    text = "".join(
        player.client().get(address).content.decode()
        for address in (reverse("disclosures:received", args=[made.pk]), reverse("disclosures:received_list"))
    )
    assert "upphörd" in text and "Ekhult" not in text
    for pattern in (TOKENS, UUIDS, TIMES):
        text = pattern.sub("·", text)
    return text.encode()


def expire(cluster: Cluster, database: str) -> None:
    with psycopg.connect(cluster.admin_url, dbname=database) as superuser:
        superuser.execute("set session_replication_role = replica")
        superuser.execute("update disclosures_disclosure set expires_on = current_date - 2")


def forget(cluster: Cluster, database: str) -> None:
    with psycopg.connect(cluster.admin_url, dbname=database) as superuser:
        superuser.execute("set session_replication_role = replica")
        superuser.execute("delete from disclosures_disclosure")


def test_t29_whatever_ended_looks_the_same_however_it_ended(
    cluster: Cluster, own_database: str, analyst: Player, officer: Player
) -> None:
    pages = {"withdrawn": bare(officer, told(analyst, officer, Status.WITHDRAWN))}
    forget(cluster, own_database)

    gone = told(analyst, officer)
    expire(cluster, own_database)
    pages["expired"] = bare(officer, gone)
    forget(cluster, own_database)

    closed = told(analyst, officer)
    switch_on(analyst.member.workspace, on=False)
    pages["sender closed"] = bare(officer, closed)
    switch_on(analyst.member.workspace, at=timezone.now() + timedelta(seconds=1))
    forget(cluster, own_database)

    ended = told(analyst, officer)
    with in_room(someone(officer.member.workspace, Role.RULES_DECIDER)) as actor:
        end_agreement(Agreement.objects.get(ended_at=None), "Uppsagt", by=actor, at=timezone.now())
    pages["agreement ended"] = bare(officer, ended)
    assert len(set(pages.values())) == 1, {name: len(page) for name, page in pages.items()}
