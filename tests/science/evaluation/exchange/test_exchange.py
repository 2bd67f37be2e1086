"""Panels that cities send: nothing changed on the way, nothing small shown, nothing made up where nothing was sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import msgspec
import polars as pl
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from gvi.city.nation import Nation, nation
from gvi.science.evaluation import design, differences
from gvi.science.evaluation.exchange import (
    ExchangeRefused,
    Expected,
    PanelFile,
    Variables,
    export,
    join,
    national_variables,
    read_panel_file,
    read_variables,
)
from gvi.science.frames import CellRefused

DAY = date(2027, 2, 1)
VARIABLES = national_variables()
NOT_HERE = {"callins": "ingen call-in har hållits", "persons_met": "räknas per kvartal"}


def key(number: int) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)


def made_by(
    city: str,
    frame: pl.DataFrame,
    *,
    time: str = "month",
    variables: Variables = VARIABLES,
    why: Mapping[str, str] = NOT_HERE,
) -> PanelFile:
    return export(
        frame, city=city, variables=variables, made_on=DAY, unit="area", time=time, not_applicable=why
    )


def sent_by(city: str, frame: pl.DataFrame, number: int = 1) -> PanelFile:
    return made_by(city, frame).signed_with(key(number))


@dataclass(frozen=True)
class Sent:
    built: Nation
    files: list[PanelFile]


@pytest.fixture(scope="module")
def sent() -> Sent:
    built = nation()
    files = [sent_by(city, frame, number) for number, (city, frame) in enumerate(built.panels.items(), 1)]
    return Sent(built, files)


def quarters(met: list[int]) -> pl.DataFrame:
    """A panel by quarter that counts persons met."""
    names = [name for name in VARIABLES.variables if name != "persons_met"]
    at = [f"{2025 + number // 4}Q{number % 4 + 1}" for number in range(len(met))]
    return pl.DataFrame({"area": "Almvik", "quarter": at, **dict.fromkeys(names, 7), "persons_met": met})


def by_quarter(met: list[int]) -> PanelFile:
    return made_by("Almvik", quarters(met), time="quarter", why={})


def test_a_file_says_the_same_when_it_is_read_again(sent: Sent) -> None:
    for one in sent.files:
        assert read_panel_file(one.to_json()) == one


def test_incidents_come_through_whole(sent: Sent) -> None:
    for one in sent.files:
        panel = sent.built.panels[one.city]
        assert one.columns["shootings"] == panel["shootings"].to_list()
        assert one.columns["homicides"] == panel["homicides"].to_list()


def test_a_change_after_signing_is_seen(sent: Sent) -> None:
    text = sent.files[0].to_json()
    for changed in (
        text.replace('"Björkhamn"', '"Almvik"'),
        text.replace('"month"', '"week"', 1),
        text.replace('"preliminary_from": "2026-12"', '"preliminary_from": null'),
        text.replace("avförda", "", 1),
    ):
        assert changed != text
        with pytest.raises(ExchangeRefused, match="not as it was signed"):
            read_panel_file(changed)


@settings(deadline=None)
@given(at=st.integers(0, 95), add=st.integers(1, 5))
def test_no_count_can_be_changed(sent: Sent, at: int, add: int) -> None:
    one = sent.files[0]
    counts = list(one.columns["violence"])
    counts[at] = int(counts[at]) + add
    changed = msgspec.structs.replace(one, columns={**one.columns, "violence": counts})
    with pytest.raises(ExchangeRefused, match="not as it was signed"):
        read_panel_file(changed.to_json())


def test_what_is_no_such_file_is_refused() -> None:
    for text in ("", "{}", "[1]", '{"format": "gvi-panel/2"}'):
        with pytest.raises(ExchangeRefused, match="gvi panel export"):
            read_panel_file(text)


@settings(deadline=None)
@given(st.lists(st.integers(0, 40), min_size=2, max_size=12))
def test_t26_no_small_count_of_persons_is_sent(met: list[int]) -> None:
    shown = by_quarter(met).columns["persons_met"]
    assert all(count == "hidden" or count >= 5 for count in shown)
    assert all(count in {"hidden", real} for count, real in zip(shown, met, strict=True))


def test_t26_persons_are_never_counted_by_month() -> None:
    frame = nation().panels["Almvik"].with_columns(persons_met=9)
    with pytest.raises(ExchangeRefused, match="persons_met counts persons: expected a panel by quarter"):
        made_by("Almvik", frame, why={"callins": "ingen har hållits"})


def test_a_variable_is_counted_or_not_applicable_and_never_just_left_out() -> None:
    frame = nation().panels["Almvik"]
    with pytest.raises(ExchangeRefused, match="callins, persons_met: expected a column"):
        made_by("Almvik", frame, why={})
    with pytest.raises(ExchangeRefused, match="shootings is both counted"):
        made_by("Almvik", frame, why={**NOT_HERE, "shootings": "nej"})
    with pytest.raises(ExchangeRefused, match="and why it does not apply"):
        made_by("Almvik", frame, why={**NOT_HERE, "callins": " "})


def test_a_bad_count_is_told_with_its_row() -> None:
    frame = nation().panels["Almvik"]
    broken = frame.with_columns(
        pl.when(pl.int_range(pl.len()) == 6).then(-1).otherwise("shootings").alias("shootings")
    )
    with pytest.raises(CellRefused, match="column shootings, row 7"):
        sent_by("Almvik", broken)


def test_twelve_cities_make_one_panel(sent: Sent) -> None:
    made = join(sent.files)
    assert made.frame.height == 12 * 96 and len(made.cities) == 12
    assert made.frame.filter(pl.col("preliminary") == 1)["month"].unique().to_list() == ["2026-12"]
    assert (
        set(made.frame["status_callins"]) == {"not applicable"}
        and made.frame["callins"].null_count() == 12 * 96
    )
    assert set(made.frame["status_violence"]) == {"reported"}


def test_missing_hidden_and_not_applicable_are_told_apart_from_nought() -> None:
    one = by_quarter([0, 12, 3, 30]).signed_with(key(1))
    made = join([one], Expected({"Almvik": one.key, "Videby": None}))
    assert made.missing == ("Videby",) and "Videby" not in set(made.frame["city"])
    assert made.frame["persons_met"][0] is None and made.frame["status_persons_met"][0] == "hidden"
    assert made.hidden["Almvik"]["persons_met"] >= 2 and made.unknown == ()


def test_another_key_than_the_citys_is_refused(sent: Sent) -> None:
    first = sent.files[0]
    with pytest.raises(ExchangeRefused, match="is signed with the key"):
        join([first], Expected({first.city: sent.files[1].key}))


def test_a_city_twice_is_refused(sent: Sent) -> None:
    with pytest.raises(ExchangeRefused, match="two files"):
        join([sent.files[0], sent.files[0]])


def test_other_definitions_are_refused_with_what_differs(sent: Sent) -> None:
    text = """version = "2028"
[variables.shootings]
counts = "incidents"
sv = "Skottskadade"
en = "Persons shot"
source = "sjukvården"
"""
    other = made_by("Videby", sent.built.panels["Videby"], variables=read_variables(text), why={})
    with pytest.raises(ExchangeRefused, match="these differ: shootings, explosions"):
        join([sent.files[0], other.signed_with(key(3))])


def test_cities_are_cut_to_the_time_they_all_have(sent: Sent) -> None:
    short = sent_by("Videby", sent.built.panels["Videby"].tail(50), 11)
    made = join([sent.files[0], short])
    assert made.frame.height == 100 and made.cut == ("Björkhamn",)
    apart = sent_by("Aspnäs", sent.built.panels["Aspnäs"].head(20), 9)
    with pytest.raises(ExchangeRefused, match="no time in common"):
        join([short, apart])


def test_the_known_fall_is_found_in_the_national_panel(sent: Sent) -> None:
    panel = join(sent.files).with_whole(["violence", "population"]).filter(pl.col("preliminary") == 0)
    asked = design(
        panel, treated=sent.built.starts, unit="city", time="month", outcome="violence", counts=True
    )
    found = differences(asked, family="poisson", seed=1).primary
    assert found.scale == "log_rate_ratio" and found.estimate is not None and found.interval is not None
    assert found.interval[0] < -0.357 < found.interval[1], found
    assert -0.55 < found.estimate < -0.2 and found.p_value is not None and found.p_value < 0.05
