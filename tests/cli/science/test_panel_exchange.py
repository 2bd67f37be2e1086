"""``gvi panel key``, ``export`` and ``join`` as one types them: twelve cities, and what is refused."""

import json
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from gvi.city.nation import nation
from gvi.cli.main import app
from gvi.cli.refused import CommandRefused

WHY = (
    "--not-applicable",
    "callins=ingen call-in har hållits",
    "--not-applicable",
    "persons_met=räknas kvartalsvis",
)


def run(*words: str) -> str:
    done = CliRunner().invoke(app, ["panel", *words])
    assert done.exit_code == 0, done.output + str(done.exception)
    return done.stdout


def refusal(*words: str) -> str:
    error = CliRunner().invoke(app, ["panel", *words]).exception
    assert isinstance(error, CommandRefused), error
    return str(error)


def send(city: str, frame: pl.DataFrame) -> str:
    """The city's file, and the fingerprint of its key."""
    frame.write_csv(f"{city}.csv")
    told = run("key", "-o", f"{city}.key")
    run("export", f"{city}.csv", "--city", city, "--key", f"{city}.key", "-o", f"{city}.panel", *WHY)
    return told.removeprefix("Fingerprint: ").strip()


@pytest.fixture(autouse=True)
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    monkeypatch.chdir(tmp_path)
    return {city: send(city, frame) for city, frame in list(nation().panels.items())[:3]}


def sent() -> list[str]:
    return sorted(str(path) for path in Path().glob("*.panel"))


def test_a_key_is_for_its_owner_alone_and_is_never_written_over(keys: dict[str, str]) -> None:
    first = next(iter(keys))
    assert Path(f"{first}.key").stat().st_mode & 0o777 == 0o600
    assert refusal("key", "-o", f"{first}.key").startswith(f"{first}.key: expected a new file")


def test_joined_panels_can_be_evaluated(keys: dict[str, str]) -> None:
    lines = [*(f'"{city}" = "{key}"' for city, key in keys.items()), '"Videby" = ""']
    Path("cities.toml").write_text("\n".join(lines))
    told = run(
        *("join", *sent(), "--cities", "cities.toml", "--only", "violence,population"),
        *("-o", "national.csv", "--json", "account.json"),
    )
    assert (
        "3 cities by 96 months" in told and "Missing: Videby" in told and told.count("the expected key") == 3
    )
    assert pl.read_csv("national.csv").columns == ["city", "month", "violence", "population", "preliminary"]
    account = json.loads(Path("account.json").read_text())
    assert account["missing"] == ["Videby"] and account["keys"] == keys and account["unknown_keys"] == []


def test_every_variable_has_its_status_when_all_are_kept() -> None:
    run("join", *sent(), "-o", "national.csv")
    frame = pl.read_csv("national.csv")
    assert (
        set(frame["status_callins"]) == {"not applicable"} and frame["callins"].null_count() == frame.height
    )


def test_a_file_that_was_changed_or_signed_by_another_is_refused(keys: dict[str, str]) -> None:
    city, other = list(keys)[:2]
    Path("cities.toml").write_text(f'"{city}" = "{keys[other]}"')
    told = refusal("join", f"{city}.panel", "--cities", "cities.toml", "-o", "national.csv")
    assert told == f"{city} is signed with the key {keys[city]}: expected {keys[other]}"
    text = Path(f"{city}.panel").read_text()
    Path(f"{city}.panel").write_text(text.replace(city, "Videby"))
    assert "not as it was signed" in refusal("join", f"{city}.panel", "-o", "national.csv")
    assert not Path("national.csv").exists()


def test_what_is_wrong_is_told_in_a_sentence(keys: dict[str, str]) -> None:
    city = next(iter(keys))
    asked = ("export", f"{city}.csv", "--city", city, "--key", f"{city}.key", "-o")
    assert refusal(*asked, "x.csv").startswith("x.csv: expected a name that ends with .panel")
    assert "callins, persons_met: expected a column" in refusal(*asked, "x.panel")
    assert "expected variable=why" in refusal(*asked, "x.panel", "--not-applicable", "callins")
    Path("bad.key").write_text("no key")
    assert "bad.key: expected a key" in refusal(*asked[:4], "--key", "bad.key", "-o", "x.panel")
    Path(f"{city}.csv").write_text(
        Path(f"{city}.csv").read_text().replace(f"{city},2019-03,", f"{city},mars,")
    )
    assert f"{city}.csv, row 4, column month" in refusal(*asked, "x.panel", *WHY)
    assert not Path("x.panel").exists()
