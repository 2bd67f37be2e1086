"""Which tests only `make test-deep` runs: they take minutes and prove again, at length, what a quicker one proves.

Named here in one place, so that what `make test` leaves out can be read at a glance.
"""

from __future__ import annotations

import pytest

FILES = (
    "tests/city/test_bonds.py",
    "tests/city/test_contact.py",
    "tests/database/test_embedded_accounts.py",  # every run of the suite starts, uses and ends such a server
    "tests/database/test_embedded_crash.py",
    "tests/database/test_embedded_processes.py",
    "tests/steps/incidents/importing/test_kill.py",  # an import that is refused half way keeps nothing: test_import
    "tests/trust/people/test_search_speed.py",
    "tests/cli/test_demo_city.py",  # the bench smoke builds the same city and opens its pages
    "tests/cli/test_demo_contact.py",
    "tests/linkage/test_properties.py",
    "tests/safeguards/test_called_and_quiet.py",
    "tests/science/messengers/test_beside_brute_force.py",
    "tests/tools/test_small_png.py",
)
NAMES = (
    "test_the_words_say_what_lies_behind_and_what_to_do",
    "test_t16_a_rehearsal_tells_what_the_run_then_does",
    "test_t19_a_live_request_logs_as_much_as_the_page_itself",
    "test_t19_no_page_leaves_the_same_event_twice",
    "test_t31_fifty_thousand_persons_cost_no_time_worth_speaking_of",
    "test_from_an_empty_database_to_a_verified_log",
    "test_p_by_lot_is_uniform_over_its_grid",  # calibration tries a few panels of every method
    "test_p_is_uniform_over_its_grid_where_the_treated_was_drawn_by_lot",
    "test_killed_at_any_moment_all_or_nothing",
    "test_thirty_browsers_tap_at_once_and_send_again",  # thirty people tap at once is always run
    "size_100",
)
PAGES = (
    "test_every_page.py::test_axe_and_policy_find_nothing[chromium-en",  # the same pages in Swedish are
    "test_every_page.py::test_axe_and_policy_find_nothing[chromium-sv-2]",  # every other page always is
    "test_every_page.py::test_axe_and_policy_find_nothing[chromium-sv-3]",
)


def is_deep(item: pytest.Item) -> bool:
    """Whether ``make test`` leaves the test out."""
    in_browser = "tests/browser/" in item.nodeid and "test_every_page.py" not in item.nodeid
    own_axe = in_browser and any(words in item.name for words in ("axe", "every_page", "have_no_faults"))
    return (
        own_axe
        or item.nodeid.startswith(FILES)
        or any(part in item.nodeid for part in PAGES)
        or any(n in item.name for n in NAMES)
    )


def leave_out(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Take the deep ones from ``items`` unless they were asked for by option or one file at a time."""
    if config.getoption("--deep") or any(".py" in word for word in config.args):
        return
    left = [item for item in items if is_deep(item)]
    config.hook.pytest_deselected(items=left)
    items[:] = [item for item in items if not is_deep(item)]
