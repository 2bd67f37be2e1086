"""``gvi evaluate``, ``gvi power`` and ``gvi meta`` as one types them: keys, hash, status, report, and refusals."""

import hashlib
import json
import shlex
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from typer.testing import CliRunner

from gvi.cli.main import app, main
from gvi.cli.refused import CommandRefused
from gvi.cli.science.evaluate import evaluate
from gvi.cli.science.meta import meta
from gvi.cli.science.power import power
from gvi.science.evaluation.plan import read_plan
from gvi.science.evaluation.published import PUBLISHED, published_effects
from gvi.science.evaluation.receipt import issue_receipt
from tests.science.evaluation.plans import PLAN, changed, panel

KEYS = [
    "method",
    "plan_sha256",
    "status",
    "deviations",
    "n_units",
    "n_pre",
    "n_post",
    "p_least",
    "cannot_reject",
]
KEYS += ["diagnostics", "sentence", "estimate", "interval", "p_value", "weights", "results"]
RESULT = ["outcome", "estimate", "scale", "se", "interval", "interval_level", "p_value", "effects_by_period"]
RESULT += ["event_study", "series", "weights", "group_time", "fit", "placebos"]


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    panel().write_csv("panel.csv")
    Path("plan.toml").write_text(PLAN, encoding="utf-8")


def run(*words: str) -> str:
    done = CliRunner().invoke(app, [*words])
    assert done.exit_code == 0, (done.output, done.exception)
    return done.stdout


def answer(*words: str) -> dict[str, Any]:
    run("evaluate", "plan.toml", "--json", "out.json", *words)
    found: dict[str, Any] = json.loads(Path("out.json").read_text(encoding="utf-8"))
    return found


def lock(text: str, *, read_at: datetime | None = None) -> tuple[str, ...]:
    """Write the receipt of a plan; the words that give it to the command with its key."""
    made = issue_receipt(
        read_plan(text),
        locked_at=datetime(2019, 12, 1, tzinfo=UTC),
        locked_by="analytiker",
        outcomes_read_at=read_at,
        issuer="Granstad",
        key=Ed25519PrivateKey.from_private_bytes(bytes(32)),
    )
    Path("lock.json").write_text(made.to_json(), encoding="utf-8")
    return ("--receipt", "lock.json", "--key", made.key)


def test_the_example_of_the_help_runs_and_every_output_carries_the_hash() -> None:
    said = run(*shlex.split(str(evaluate.__doc__).split("Example: gvi ")[1]))
    found = json.loads(Path("out.json").read_text(encoding="utf-8"))
    digest = hashlib.sha256(Path("plan.toml").read_bytes()).hexdigest()
    assert list(found) == KEYS
    assert list(found["results"][0]) == RESULT
    assert (found["plan_sha256"], found["status"]) == (digest, "exploratory")
    assert said.splitlines()[-1] == f"exploratory; plan {digest}"
    page = Path("out.html").read_text(encoding="utf-8")
    assert digest in page
    assert "<script" not in page


def test_the_report_as_pdf() -> None:
    run("evaluate", "plan.toml", "--pdf", "out.pdf", "--language", "en")
    assert Path("out.pdf").read_bytes().startswith(b"%PDF")


def test_line_endings_are_part_of_the_plan() -> None:
    Path("plan.toml").write_bytes(PLAN.replace("\n", "\r\n").encode())
    assert answer()["plan_sha256"] == hashlib.sha256(Path("plan.toml").read_bytes()).hexdigest()


def test_with_its_receipt_the_plan_is_registered() -> None:
    words = lock(PLAN)
    assert (answer(*words)["status"], answer()["status"]) == ("registered", "exploratory")


def test_a_receipt_registers_nothing_until_somebody_says_whose_key_it_is() -> None:
    *receipt, _, key = lock(PLAN)
    found = answer(*receipt)
    note = found["diagnostics"]["notes"][0]
    assert (found["status"], note["code"]) == ("exploratory", "unknown_key")
    assert key in note["text"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            "--receipt lock.json --key 0123456789abcdef",
            "lock.json: the receipt is signed with the key 139e3940e64b5491: expected the key 0123456789abcdef",
        ),
        ("--key 0123456789abcdef", "--key: expected --receipt too, whose key it is"),
    ],
)
def test_another_key_or_none_to_hold_it_against_is_refused(words: str, said: str) -> None:
    lock(PLAN)
    error = CliRunner().invoke(app, ["evaluate", "plan.toml", *words.split()]).exception
    assert isinstance(error, CommandRefused)
    assert str(error) == said


def test_a_plan_that_was_changed_says_how_it_deviates() -> None:
    found = answer(*lock(changed(("[7, 12]", "[7, 24]"))))
    assert (found["status"], found["p_value"] is None) == ("deviated", False)
    assert found["deviations"] == ["[windows] periods: [(1, 6), (7, 24)] → [(1, 6), (7, 12)]"]


def test_no_p_is_in_any_output_before_the_registered_date() -> None:
    text = changed(("[7, 12]", "[7, 24]"))
    Path("plan.toml").write_text(text, encoding="utf-8")
    words = lock(text)
    found = answer(*words)
    assert (found["p_value"], found["interval"], found["results"][0]["se"]) == (None, None, None)
    assert any(note["code"] == "interim" for note in found["diagnostics"]["notes"])
    assert "p 0" not in run("evaluate", "plan.toml", *words)


def test_a_receipt_that_somebody_has_changed_is_refused() -> None:
    lock(PLAN)
    text = Path("lock.json").read_text(encoding="utf-8").replace("2019-12-01", "2018-12-01")
    Path("lock.json").write_text(text, encoding="utf-8")
    error = CliRunner().invoke(app, ["evaluate", "plan.toml", "--receipt", "lock.json"]).exception
    assert isinstance(error, CommandRefused)
    assert str(error) == "lock.json: the receipt is not as it was signed: expected one nobody has changed"


def test_small_counts_of_persons_are_in_no_output() -> None:
    rows = panel().with_columns(violence=1)
    rows.write_csv("panel.csv")
    Path("plan.toml").write_text(changed(('outcome = "violence"', 'outcome = "violence"\npersons = true')))
    found = answer()
    assert found["results"][0]["series"] == [] or all(
        point["observed"] is None for point in found["results"][0]["series"]
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("evaluate none.toml", "none.toml: expected a file that exists"),
        ("evaluate plan.toml --language no", "--language no: expected sv or en"),
        ("evaluate plan.toml --json none/out.json", "out.json: expected a folder that exists to write it in"),
        (
            "evaluate bad.toml",
            "bad.toml, row 11: [treatment] why_then is missing: expected why the programme",
        ),
        ("evaluate late.toml", "panel.csv: unit Ask is treated from 2021-01, after the data end, 2020-12"),
        ("evaluate lost.toml", "lost.csv: expected a file that exists"),
        ("power short.toml", "panel.csv: 8 steps before the start say too little of what to expect"),
        ("meta panel.csv", "panel.csv: column"),
    ],
)
def test_what_can_not_be_done_is_told_in_a_sentence_and_ends_with_one(
    words: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    why = 'why_then = "Då fanns pengarna. Våldet var som åren innan."'
    files = {"bad": (why, ""), "late": ("2020-01", "2021-01"), "lost": ("panel.csv", "lost.csv")}
    files["short"] = ("2020-01", "2018-09")
    for name, change in files.items():
        Path(f"{name}.toml").write_text(changed(change), encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["gvi", *words.split()])
    with pytest.raises(SystemExit) as ended:
        main()
    told = capsys.readouterr()
    assert (ended.value.code, told.out, told.err.count("\n")) == (1, "", 1), told.err
    assert told.err.startswith(said), told.err


def test_power_is_told_from_the_time_before_the_start() -> None:
    words = shlex.split(str(power.__doc__).split("Example: gvi ")[1])
    text = changed(('name = "differences"', 'name = "interrupted_series"'))
    Path("plan.toml").write_text(text, encoding="utf-8")
    panel(24).write_csv("panel.csv")
    found = json.loads(run(*words, "--replicates", "200"))
    assert (found["test"], found["n_post"], found["replicates"]) == ("interrupted_series", 12, 200)
    said = run("power", "plan.toml", "--replicates", "200")
    assert "fall of 90%: found in" in said


def test_published_effects_come_with_the_product() -> None:
    assert published_effects().height == 25
    said = run("meta")
    assert said.count("\n") >= 26
    Path("effects.csv").write_bytes(PUBLISHED.read_bytes())
    words = shlex.split(str(meta.__doc__).split("Example: gvi ")[1])
    assert len(json.loads(run(*words))["rows"]) == 25
