"""A superuser of the test's own database, for letting days pass."""

from collections.abc import Iterator

import psycopg
import pytest

from tests.cluster import Cluster
from tests.erasing import superuser_of


@pytest.fixture
def superuser(cluster: Cluster, own_database: str) -> Iterator[psycopg.Connection]:
    """Past every guard; whatever it writes, no trigger sees."""
    with superuser_of(cluster, own_database) as connection:
        yield connection
