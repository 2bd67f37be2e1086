"""Several processes share one embedded server: all get the same one, and the last to leave stops it."""

import os
from pathlib import Path

from gvi.database.embedded import start
from gvi.database.embedded.pidfile import pid_of
from tests.database.embedded_cast import Companion, query, runs, until


def test_processes_that_start_at_the_same_moment_get_one_server(folder: Path) -> None:
    companions = [Companion(folder) for _ in range(4)]
    ports = {companion.port() for companion in companions}
    server = start(folder)

    assert ports == {server.port}
    for companion in companions:
        companion.leave()
    assert query(server, "select 1") == [(1,)]
    server.release()
    assert not runs(server)


def test_the_last_to_leave_stops_the_server_even_if_another_started_it(folder: Path) -> None:
    server = start(folder, fast=True)
    companion = Companion(folder)
    companion.port()

    server.release()
    assert runs(server)
    companion.leave()
    assert not runs(server)


def test_a_killed_starter_leaves_a_server_that_the_next_one_uses_and_stops(folder: Path) -> None:
    starter = Companion(folder)
    port = starter.port()
    starter.die()

    server = start(folder)
    assert server.port == port
    server.release()
    assert not runs(server)


def test_a_killed_user_does_not_keep_the_server_alive(folder: Path) -> None:
    server = start(folder, fast=True)
    companion = Companion(folder)
    companion.port()
    companion.die()

    server.release()
    assert not runs(server)


def test_a_start_that_is_killed_on_the_way_is_waited_for_and_taken_over(folder: Path) -> None:
    start(folder, fast=True).release()
    starter = Companion(folder)
    place = start(folder, fast=True).place
    until(lambda: pid_of(place.data) is not None)
    starter.die()

    assert query(start(folder), "select 1") == [(1,)]


def test_a_forked_child_does_not_stop_its_parents_server(folder: Path) -> None:
    server = start(folder, fast=True)

    child = os.fork()
    if child == 0:
        server.release()
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    assert query(server, "select 1") == [(1,)]
