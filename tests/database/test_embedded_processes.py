"""Several processes share one embedded server: all get the same one, and the last to leave stops it."""

import os
from pathlib import Path

from gvi.database.embedded import start
from gvi.database.embedded.pidfile import pid_of
from tests.database.embedded_cast import Companion, query, runs, until


def test_processes_that_start_at_the_same_moment_get_one_server(used: Path) -> None:
    companions = [Companion(used) for _ in range(4)]
    ports = {companion.port() for companion in companions}
    server = start(used)

    assert ports == {server.port}
    for companion in companions:
        companion.leave()
    assert query(server, "select 1") == [(1,)]
    server.release()
    assert not runs(server)


def test_the_last_to_leave_stops_the_server_even_if_another_started_it(used: Path) -> None:
    server = start(used, fast=True)
    companion = Companion(used)
    companion.port()

    server.release()
    assert runs(server)
    companion.leave()
    assert not runs(server)


def test_a_killed_starter_leaves_a_server_that_the_next_one_uses_and_stops(used: Path) -> None:
    starter = Companion(used)
    port = starter.port()
    starter.die()

    server = start(used)
    assert server.port == port
    server.release()
    assert not runs(server)


def test_a_killed_user_does_not_keep_the_server_alive(used: Path) -> None:
    server = start(used, fast=True)
    companion = Companion(used)
    companion.port()
    companion.die()

    server.release()
    assert not runs(server)


def test_a_start_that_is_killed_on_the_way_is_waited_for_and_taken_over(used: Path) -> None:
    start(used, fast=True).release()
    starter = Companion(used)
    place = start(used, fast=True).place
    until(lambda: pid_of(place.data) is not None)
    starter.die()

    assert query(start(used), "select 1") == [(1,)]


def test_a_forked_child_does_not_stop_its_parents_server(used: Path) -> None:
    server = start(used, fast=True)

    child = os.fork()
    if child == 0:
        server.release()
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    assert query(server, "select 1") == [(1,)]
