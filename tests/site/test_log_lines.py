"""A fault is logged with where and what kind, and never with its words."""

import logging
import sys

from gvi.site.log_lines import WordlessFormatter


def fall(name: str) -> None:
    try:
        int(name)
    except ValueError as error:
        raise KeyError(name) from error


def test_t01_a_traceback_names_file_and_kind_and_repeats_no_value() -> None:
    try:
        fall("Ek" + "hult")
    except KeyError:
        record = logging.LogRecord("gvi", logging.ERROR, __file__, 1, "fel", None, sys.exc_info())
    told = WordlessFormatter().format(record)
    assert "Ekhult" not in told
    assert "test_log_lines.py" in told
    assert told.index("ValueError") < told.index("KeyError")
