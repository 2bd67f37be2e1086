"""One database and one world for a module of safeguards; each example takes back what it wrote."""

from collections.abc import Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests.cluster import Cluster
from tests.conftest import own_clone
from tests.safeguards.world import World, build_world


@pytest.fixture(scope="module")
def world(
    cluster: Cluster, template: str, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[World]:
    """A committed world in a database of the module's own."""
    with django_db_blocker.unblock(), own_clone(cluster, template) as name:
        yield build_world(cluster.url("gvi_migrator", name))
