"""Which browser is found, and what is said when the one asked for is not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.working import alone
from tools import browser


def program(folder: Path, name: str) -> Path:
    made = folder / name
    made.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    made.chmod(0o755)
    return made


def test_the_variable_goes_before_the_machines_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = program(tmp_path, "my-browser")
    program(tmp_path, "chromium")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("GVI_BROWSER", str(chosen))
    assert browser.find_browser() == chosen


def test_a_chosen_browser_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GVI_BROWSER", str(tmp_path / "gone"))
    with pytest.raises(FileNotFoundError, match="gone"):
        browser.find_browser()


@pytest.mark.parametrize("name", ["chromium-headless-shell", "chromium", "google-chrome"])
def test_the_machines_own_is_found_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.delenv("GVI_BROWSER", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert alone(browser.find_browser) != program(tmp_path, name)
    assert browser.find_browser() == tmp_path / name


def test_a_browser_without_windows_goes_before_one_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GVI_BROWSER", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    program(tmp_path, "chromium")
    windowless = program(tmp_path, "chromium-headless-shell")
    assert browser.find_browser() == windowless


def test_nothing_is_installed_without_apt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert browser.install_debian("chromium") is False
