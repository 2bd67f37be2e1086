"""The running: every setting's panels in parts over two processes, each part kept, so that a stopped run goes on.

What is kept lies under a mark of the method's own source and of what it imports beyond the ground that all methods
share (panels, designs, results): when that changes, the method is run anew.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import multiprocessing
import pkgutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import astuple
from math import ceil
from pathlib import Path
from zlib import crc32

import numpy as np

import tools.calibrate
from gvi.science.evaluation.blas import one_thread
from tools.calibrate.setting import Drawn, Setting

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / ".cache/calibration"
PART = 50
PROCESSES = 2
NO_METHODS = {"__main__", "cities", "judging", "page", "running", "setting"}
SOURCES = """
import sys, gvi.science.evaluation
ground = set(sys.modules)
import tools.calibrate.{name}
mine = [m for n, m in list(sys.modules.items()) if n not in ground and n.startswith(("gvi.science", "tools.cal"))]
print("\\n".join(sorted(file for m in mine if (file := getattr(m, "__file__", None)))))
"""


def names() -> list[str]:
    """Every module that brings settings, in order."""
    return [one.name for one in pkgutil.iter_modules(tools.calibrate.__path__) if one.name not in NO_METHODS]


def settings(name: str) -> list[Setting]:
    """The settings of one module; two of the same name are refused."""
    found: list[Setting] = importlib.import_module(f"tools.calibrate.{name}").settings()
    keys = [_key(one) for one in found]
    twice = next((one for one in found if keys.count(_key(one)) > 1), None)
    if twice:
        raise ValueError(f"tools.calibrate.{name}: two settings named {twice.method}, {twice.name}")
    return found


def run(name: str, panels: int) -> list[tuple[Setting, list[Drawn]]]:
    """Run one module's settings in two processes, beginning with what is kept; tell of each setting as it is done."""
    found, folder = settings(name), KEPT / f"{name}-{fingerprint(name)}"
    folder.mkdir(parents=True, exist_ok=True)
    parts = ceil(panels / PART)
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(PROCESSES, mp_context=context) as pool:
        for number, setting in enumerate(found):
            began = time.perf_counter()
            missing = sorted(set(range(parts)) - set(_kept(folder, setting)))
            futures = [pool.submit(draw_part, name, number, part, PART) for part in missing]
            for done in as_completed(futures):
                _keep(folder, setting, done)
            told = f"{parts * PART} panels, {len(missing) * PART} of them now"
            print(
                f"  {setting.method}: {setting.name}: {told}, {time.perf_counter() - began:.1f} s", flush=True
            )
    return [(one, _drawn(folder, one, parts)) for one in found]


def kept(name: str) -> list[tuple[Setting, list[Drawn]]]:
    """What is kept of one module's settings, however much; those of which there is nothing are left out."""
    folder = KEPT / f"{name}-{fingerprint(name)}"
    found = [(one, _kept(folder, one)) for one in settings(name)]
    return [
        (one, [drawn for part in sorted(parts) for drawn in parts[part]]) for one, parts in found if parts
    ]


def run_small(name: str, panels: int) -> Iterator[tuple[Setting, list[Drawn]]]:
    """Run one module's settings with a few panels, here and now, keeping nothing."""
    for number, setting in enumerate(settings(name)):
        yield setting, draw_part(name, number, 0, panels)[1]


def draw_part(name: str, number: int, part: int, panels: int) -> tuple[int, list[Drawn]]:
    """Draw one part of one setting; the same part is the same each time."""
    setting = settings(name)[number]
    random = np.random.default_rng([crc32(_key(setting).encode()), part])
    with one_thread():
        return part, setting.draw(random, panels)


def fingerprint(name: str) -> str:
    """A mark of the source of a module and of what it imports of ours, the common ground left out."""
    listed = subprocess.run(
        [sys.executable, "-c", SOURCES.format(name=name)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    digest = hashlib.sha256()
    for file in listed.stdout.split():
        digest.update(Path(file).read_bytes())
    return digest.hexdigest()[:12]


def _key(setting: Setting) -> str:
    return f"{setting.method}/{setting.name}/{setting.planted}"


def _file(folder: Path, setting: Setting) -> Path:
    return folder / f"{crc32(_key(setting).encode()):08x}.jsonl"


def _keep(folder: Path, setting: Setting, done: Future[tuple[int, list[Drawn]]]) -> None:
    part, drawn = done.result()
    line = json.dumps([part, [astuple(one) for one in drawn]], default=_plain)
    with _file(folder, setting).open("a", encoding="utf-8") as stream:
        stream.write(line + "\n")


def _plain(value: object) -> object:
    if isinstance(value, np.generic):
        plain: object = value.item()
        return plain
    raise TypeError(f"{value!r} cannot be kept")


def _kept(folder: Path, setting: Setting) -> dict[int, list[Drawn]]:
    file = _file(folder, setting)
    lines: Sequence[str] = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return {part: [Drawn(*one) for one in drawn] for part, drawn in map(json.loads, lines)}


def _drawn(folder: Path, setting: Setting, parts: int) -> list[Drawn]:
    kept = _kept(folder, setting)
    return [one for part in range(parts) for one in kept[part]]
