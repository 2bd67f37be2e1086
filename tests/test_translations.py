"""Swedish and English are complete, and Django finds every catalogue that we ship."""

from __future__ import annotations

from pathlib import Path

from django.apps import apps
from django.conf import settings

from tools.messages.__main__ import PACKAGE, check


def test_every_swedish_text_has_its_english() -> None:
    assert check(PACKAGE) == []


def test_django_reads_every_catalogue() -> None:
    shipped = {folder for folder in PACKAGE.rglob("locale") if folder.is_dir()}
    read = {Path(config.path) / "locale" for config in apps.get_app_configs()}
    assert shipped <= read | {Path(path) for path in settings.LOCALE_PATHS}
