"""What a page of the docs shows: files to write, and commands with what they say. Tests run them as they stand."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

DOCS = Path(__file__).resolve().parents[3] / "docs"
FILE = re.compile(r"^File `(?P<name>[\w.]+)`:\n\n(?P<text>(?:    .*\n)+)", re.MULTILINE)
FIGURE = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.]*[a-f\d]{16})")
COMMAND = re.compile(r"^    \$ gvi (?P<words>.*)\n(?P<told>(?:    .*\n?)+)", re.MULTILINE)


def write_files(page: Path, folder: Path) -> None:
    """Write the files that a page shows into a folder."""
    for found in FILE.finditer(page.read_text(encoding="utf-8")):
        (folder / found["name"]).write_text(_unfolded(found["text"]) + "\n", encoding="utf-8")


def told(page: Path, folder: Path) -> Iterator[tuple[str, str, str]]:
    """Run a page's commands in turn: each command, what it said, and what the page says that it does."""
    program = Path(sys.executable).with_name("gvi")
    environment = {**os.environ, "COLUMNS": "400", "TERM": "dumb"}
    for found in COMMAND.finditer(page.read_text(encoding="utf-8")):
        command = [str(program), *found["words"].split()]
        done = subprocess.run(
            command, capture_output=True, text=True, cwd=folder, env=environment, check=True
        )
        said = "\n".join(line.rstrip() for line in done.stdout.rstrip("\n").split("\n"))
        yield found["words"], said, _unfolded(found["told"]).rstrip()


def alike(said: str, shown: str) -> bool:
    """Whether both say the same. A figure may differ in its last digit, as arithmetic does from machine to machine."""
    same = FIGURE.sub("#", said) == FIGURE.sub("#", shown)
    pairs = zip(FIGURE.findall(said), FIGURE.findall(shown), strict=True) if same else ()
    return same and all(abs(float(one) - float(other)) <= _last_digit(other) for one, other in pairs)


def _last_digit(figure: str) -> float:
    return 1.01 * 10.0 ** -len(figure.partition(".")[2])


def _unfolded(text: str) -> str:
    return "\n".join(line[4:].rstrip() for line in text.rstrip("\n").split("\n"))
