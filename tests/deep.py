"""Which tests only `make test-deep` runs: they take minutes and prove again, at length, what a quicker one proves.

Named here in one place, so that what `make test` leaves out can be read at a glance.
"""

from __future__ import annotations

import pytest

FILES = (
    "tests/city/test_contact.py",
    "tests/cli/test_demo_city.py",  # the bench smoke builds the same city and opens its pages
    "tests/cli/test_demo_contact.py",
    "tests/linkage/test_properties.py",
    "tests/safeguards/test_called_and_quiet.py",
    "tests/science/messengers/test_beside_brute_force.py",
    "tests/tools/test_small_png.py",
)
NAMES = (
    "test_killed_at_any_moment_all_or_nothing",
    "test_thirty_browsers_tap_at_once_and_send_again",  # thirty people tap at once is always run
    "size_100",
)
ENGLISH = (
    "test_every_page.py::test_axe_and_policy_find_nothing[chromium-en"  # the same pages in Swedish always are
)


def is_deep(item: pytest.Item) -> bool:
    """Whether ``make test`` leaves the test out."""
    in_browser = "tests/browser/" in item.nodeid and "test_every_page.py" not in item.nodeid
    own_axe = in_browser and any(words in item.name for words in ("axe", "every_page", "have_no_faults"))
    return (
        own_axe
        or item.nodeid.startswith(FILES)
        or ENGLISH in item.nodeid
        or any(n in item.name for n in NAMES)
    )


def leave_out(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Take the deep ones from ``items`` unless they were asked for by option or one file at a time."""
    if config.getoption("--deep") or any(".py" in word for word in config.args):
        return
    left = [item for item in items if is_deep(item)]
    config.hook.pytest_deselected(items=left)
    items[:] = [item for item in items if not is_deep(item)]
