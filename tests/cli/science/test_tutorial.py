"""The tutorial *Evaluate your city*: its commands say what it says they do, and both languages show the same."""

import shutil
from pathlib import Path

from tests.cli.science.examples import COMMAND, DOCS, FILE, alike, told, write_files

ENGLISH = DOCS / "tutorial" / "evaluate-your-city.md"
SWEDISH = DOCS / "tutorial" / "utvardera-din-stad.md"


def test_from_a_list_of_incidents_to_the_report(tmp_path: Path) -> None:
    shutil.copy(DOCS / "tutorial" / "incidents.csv", tmp_path)
    write_files(ENGLISH, tmp_path)
    examples = list(told(ENGLISH, tmp_path))
    assert len(examples) == 4
    for words, said, shown in examples:
        assert alike(said, shown), f"{words}\n{said}"
    report = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "consistent both with an effect and with none" in report and "Pandemic" in report
    assert "<script" not in report


def test_both_languages_show_the_same_files_and_commands() -> None:
    english, swedish = (page.read_text(encoding="utf-8") for page in (ENGLISH, SWEDISH))
    for shown in (FILE, COMMAND):
        assert shown.findall(english) == shown.findall(swedish) != []
