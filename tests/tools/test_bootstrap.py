"""Set-up before anything is installed: which Python is taken and what a failing command shows."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tools import bootstrap


def test_this_python_is_taken_when_it_is_new_enough() -> None:
    assert bootstrap.find_python() == sys.executable


def test_a_newer_python_beside_an_old_one_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    newer = tmp_path / "python3.12"
    newer.symlink_to(sys.executable)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    assert bootstrap.find_python() == str(newer)


def test_too_old_a_python_is_said_plainly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer; this is 3\.9"):
        bootstrap.find_python()


def test_a_missing_venv_says_what_to_type(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    python = tmp_path / "python"
    python.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    python.chmod(0o755)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(SystemExit, match="apt-get install python3-venv"):
        bootstrap.install_venv_package(str(python))


def test_output_is_shown_only_when_a_command_fails(capfd: pytest.CaptureFixture[str]) -> None:
    assert bootstrap.run(sys.executable, "-c", "print('all well')")
    assert capfd.readouterr().err == ""
    assert not bootstrap.run(sys.executable, "-c", "raise SystemExit('no room')")
    assert "no room" in capfd.readouterr().err
