"""T04: a decision made under one version of a rule is read with that version, also when a newer one has come."""

from django.urls import reverse

from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Programme
from gvi.trust.workspaces.roles import Role
from tests.cast import make_player, make_workspace
from tests.cluster import Cluster
from tests.trust.disclosures.doors import RULE, make_disclosure
from tests.trust.law.rules import add_version_of, latest
from tests.trust.people.persons import make_person


def test_t04_an_old_disclosure_shows_the_version_that_applied(cluster: Cluster, own_database: str) -> None:
    Programme.objects.create(name="GVI Björkhamn", municipality="Björkhamn")
    analyst = make_player(make_workspace(Kind.POLICE), Role.ANALYST)
    made = make_disclosure(analyst, make_workspace(Kind.PROBATION), make_person(analyst))
    old = latest(RULE)
    newer = add_version_of(RULE, 0, cluster.url("gvi_migrator", own_database))
    assert latest(RULE).pk == newer
    page = analyst.client().get(reverse("disclosures:sent", args=[made.pk])).content.decode()
    assert f"version {old.version}<" in page and old.body["title"]["sv"] in page
    assert reverse("law:version", args=[old.pk]) in page
    assert "Ny lydelse" not in page and str(newer) not in page
