"""The examples of docs/reference/methods.md hold: each command says of the files what the page says it does."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "methods.md"
FILE = re.compile(r"^File `(?P<name>[\w.]+)`:\n\n(?P<text>(?:    .*\n)+)", re.MULTILINE)
COMMAND = re.compile(r"^    \$ gvi (?P<words>.*)\n(?P<told>(?:    .*\n?)+)", re.MULTILINE)


def _unfolded(text: str) -> str:
    return "\n".join(line[4:].rstrip() for line in text.rstrip("\n").split("\n"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page's files, and the ties that its first command makes of them."""
    place = tmp_path_factory.mktemp("methods")
    for found in FILE.finditer(PAGE.read_text(encoding="utf-8")):
        (place / found["name"]).write_text(_unfolded(found["text"]) + "\n", encoding="utf-8")
    return place


def test_each_example_says_what_the_page_says(folder: Path) -> None:
    program = Path(sys.executable).with_name("gvi")
    examples = list(COMMAND.finditer(PAGE.read_text(encoding="utf-8")))
    assert len(examples) == 11
    for found in examples:
        environment = {**os.environ, "COLUMNS": "400", "TERM": "dumb"}
        command = [str(program), *found["words"].split()]
        done = subprocess.run(
            command, capture_output=True, text=True, cwd=folder, env=environment, check=True
        )
        told = "\n".join(line.rstrip() for line in done.stdout.rstrip("\n").split("\n"))
        assert told == _unfolded(found["told"]).rstrip()
