"""Pages under load

Twenty users with five seconds between their pages, on a city 100 times the normal size, each a role of its own; the
server is the one that `gvi demo` starts. Time is from request to last byte as the users see it, and the users' own
process shares the machine: both are counted against the promise.
"""

from __future__ import annotations

import random
import re
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryFile

import requests

from tools.bench.figures import Figure

PORT = 8799
BASE = f"http://127.0.0.1:{PORT}"
USERS = 20
THINK = 5.0
PATIENCE = 600  # seconds: the largest city takes minutes to build
LIMIT_MS = 100
NOT_PAGES = ("/static/", "/export", ".pdf", "/sprak/", "/konto/", "mailto:", "http")
LINK = re.compile(r'href="(/[^"#]*)"')
CHOICE = re.compile(r'action="(/konto/roll/[^"]+)"')
Timings = dict[str, list[float]]


def measure(*, smoke: bool) -> Iterator[Figure]:
    """Milliseconds at the 95th percentile over all pages, and the slowest kind of page."""
    size, seconds = (1, 4.0) if smoke else (100, 120.0)
    with Serving(size):
        everyone = _choices()
        picked = [everyone[i * len(everyone) // USERS] for i in range(min(USERS, len(everyone)))]
        with ThreadPoolExecutor(USERS) as users:
            heard = list(users.map(lambda pair: _user(*pair, seconds=seconds), enumerate(picked)))
    timings = _together(heard)
    every = [spent for times in timings.values() for spent in times]
    yield Figure(f"size {size}, {len(every)} pages of {len(timings)} kinds, p95", _p95(every), "ms", LIMIT_MS)
    for kind in sorted(timings, key=lambda kind: -_p95(timings[kind]))[:5]:
        yield Figure(f"`{kind}`, {len(timings[kind])} times, p95", _p95(timings[kind]), "ms")


class Serving:
    """The demo's server in a process of its own, ready when it answers."""

    def __init__(self, size: int) -> None:
        program = Path(sys.executable).with_name("gvi")
        self.command = [str(program), "demo", "--size", str(size), "--port", str(PORT), "--no-browser"]
        self.said = TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 (closed with the server)

    def __enter__(self) -> None:
        self.process = subprocess.Popen(
            self.command, stdout=self.said, stderr=subprocess.STDOUT, start_new_session=True
        )
        for _ in range(4 * PATIENCE):
            try:
                requests.get(BASE, timeout=5)
            except requests.ConnectionError as error:
                if self.process.poll() is not None:
                    raise RuntimeError(f"the demo ended before it answered: {self._last_words()}") from error
                time.sleep(0.25)
            else:
                return
        raise TimeoutError(f"the demo did not answer within {PATIENCE} s: {self._last_words()}")

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(30)
        self.said.close()

    def _last_words(self) -> str:
        self.said.seek(0)
        return self.said.read()[-2000:]


def _choices() -> list[str]:
    """The sign-in button of every role."""
    return CHOICE.findall(requests.get(f"{BASE}/konto/login/", timeout=30).text)


def _user(number: int, choice: str, *, seconds: float) -> Timings:
    """One user: signs in, then opens a link of the page they stand on, thinks, and goes on."""
    chance, timings = random.Random(number), defaultdict(list)  # noqa: S311
    session = requests.Session()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', session.get(f"{BASE}/konto/login/").text)
    session.post(BASE + choice, data={"csrfmiddlewaretoken": token[1] if token else ""}, timeout=30)
    until, path = time.monotonic() + seconds, "/"
    time.sleep(chance.uniform(0, min(THINK, seconds / 2)))
    while time.monotonic() < until:
        began = time.perf_counter()
        answer = session.get(BASE + path, timeout=30)
        timings[_kind(path)].append((time.perf_counter() - began) * 1000)
        answer.raise_for_status()
        path = chance.choice(_links(answer.text) or ["/"])
        time.sleep(chance.uniform(0.5, 1.5) * min(THINK, seconds / 2))
    return timings


def _links(page: str) -> list[str]:
    found = (link.replace("&amp;", "&") for link in LINK.findall(page))
    return sorted({link for link in found if not any(word in link for word in NOT_PAGES)})


def _kind(path: str) -> str:
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "…", path.split("?")[0])


def _together(heard: list[Timings]) -> Timings:
    timings: Timings = defaultdict(list)
    for one in heard:
        for kind, spent in one.items():
            timings[kind] += spent
    return timings


def _p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
