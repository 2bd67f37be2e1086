"""Tests run on a real PostgreSQL as ``gvi_app``, on a clone of a template that was migrated once.

``GVI_TEST_DATABASE_URL`` (a superuser's address) chooses a server; otherwise the embedded one starts. With
``GVI_TEST_POSTGRES_BIN`` the embedded server runs on those binaries, for example Debian's PostgreSQL 15.
"""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.db import connections
from psycopg import sql
from pytest_django.plugin import DjangoDbBlocker

from gvi.database.roles import database_exists, make_database, make_roles
from tests.cluster import Cluster, find_cluster
from tests.deep import leave_out

ROOT = Path(__file__).parents[1]
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = (
    "1"  # Playwright's synchronous interface runs an event loop of its own
)
PASSWORDS = dict.fromkeys(("gvi_migrator", "gvi_backup", "gvi_app"), "test-only")


def _fingerprint() -> str:
    sources = [*ROOT.glob("src/gvi/**/migrations/*.py"), *ROOT.glob("src/gvi/database/**/*.py")]
    sources += [
        *ROOT.glob("src/gvi/database/sql/*.sql"),
        *(path for name in ("states", "words", "ageing") for path in ROOT.glob(f"src/gvi/**/{name}.py")),
        *ROOT.glob("src/gvi/trust/law/rules/*.toml"),
        ROOT / "src/gvi/trust/people/retention.py",
        ROOT / "uv.lock",
    ]
    digest = hashlib.sha256()
    for source in sorted(sources):
        digest.update(source.read_bytes())
    return digest.hexdigest()[:12]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer the tests that take long."""
    parser.addoption(
        "--deep", action="store_true", help="also what only `make test-deep` runs (tests/deep.py)"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what takes long."""
    leave_out(config, items)


@pytest.fixture(scope="session")
def cluster() -> Cluster:
    """The server that this run's databases live on."""
    return find_cluster(ROOT)


@pytest.fixture(scope="session")
def template(cluster: Cluster, django_db_blocker: DjangoDbBlocker) -> str:
    """Name of the migrated template database; made once for each state of the migrations."""
    from gvi.database.migrate import migrate

    name = f"gvi_template_{_fingerprint()}"
    lock = ROOT / ".cache" / f"{name}.lock"
    lock.parent.mkdir(exist_ok=True)
    with lock.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        if not database_exists(cluster.admin_url, name):
            make_roles(cluster.admin_url, PASSWORDS)
            drop(cluster, f"{name}_new")
            make_database(cluster.admin_url, f"{name}_new")
            with django_db_blocker.unblock():
                unknown = migrate(cluster.url("gvi_migrator", f"{name}_new"))
            assert unknown == [], f"tables without a line in gvi.database.privileges: {unknown}"
            _rename(cluster, f"{name}_new", name)
    return name


def _rename(cluster: Cluster, old: str, new: str) -> None:
    with psycopg.connect(cluster.admin_url, autocommit=True) as connection:
        rename = sql.SQL("alter database {} rename to {}")
        connection.execute(rename.format(sql.Identifier(old), sql.Identifier(new)))


def drop(cluster: Cluster, name: str) -> None:
    """Remove a clone, whoever is connected."""
    with psycopg.connect(cluster.admin_url, autocommit=True) as connection:
        connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def clone(cluster: Cluster, template: str, name: str) -> None:
    """A fresh database from the template, called ``name``."""
    drop(cluster, name)
    make_database(cluster.admin_url, name, template)


def point_at(cluster: Cluster, name: str) -> None:
    """Let Django's default connection use database ``name`` as the application's role."""
    connections["default"].close()
    connections["default"].settings_dict.update(
        NAME=name, USER="gvi_app", PASSWORD=PASSWORDS["gvi_app"], HOST=cluster.host, PORT=str(cluster.port)
    )


@pytest.fixture(scope="session")
def django_db_setup(cluster: Cluster, template: str) -> Iterator[None]:
    """One clone for each worker; tests roll back what they do in it."""
    name = f"gvi_test_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{os.getpid()}"
    clone(cluster, template, name)
    point_at(cluster, name)
    yield
    connections["default"].close()
    drop(cluster, name)


@contextmanager
def own_clone(cluster: Cluster, template: str) -> Iterator[str]:
    """A clone that Django's default connection uses for a while."""
    before = connections["default"].settings_dict["NAME"]
    name = f"gvi_own_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{os.getpid()}"
    clone(cluster, template, name)
    point_at(cluster, name)
    yield name
    point_at(cluster, before)
    drop(cluster, name)


@pytest.fixture
def own_database(
    cluster: Cluster, template: str, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[str]:
    """A database of the test's own, for whatever must commit: servers, browsers, imports, seals."""
    with django_db_blocker.unblock(), own_clone(cluster, template) as name:
        yield name
