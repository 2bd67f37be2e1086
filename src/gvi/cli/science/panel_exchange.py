"""``gvi panel key``, ``export`` and ``join``: a city's signed panel, and many cities' put side by side (science.md)."""

import os
import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gvi.cli.refused import CommandRefused
from gvi.cli.science.reading import read_table, replacing, table_format, told, working, write_json
from gvi.cli.screen import console

if TYPE_CHECKING:
    from collections.abc import Collection

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from gvi.science.evaluation.exchange import Expected, National, PanelFile, Variables

SENT = ".panel"


def panel_key(
    out: Annotated[Path, typer.Option("-o", "--out", help="Write the city's secret key here.")],
) -> None:
    """Make the key that a city signs its panels with, and print its fingerprint to give to the national team.

    The file is secret: whoever has it can sign in the city's name. It is never written over.

    Example: gvi panel key -o city.key
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    key = Ed25519PrivateKey.generate()
    text = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    try:
        with os.fdopen(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(text)
    except OSError as error:
        raise CommandRefused(f"{out.name}: expected a new file in a folder that exists") from error
    console.print(f"Fingerprint: {_fingerprint(key)}", markup=False)


def panel_export(
    panel: Annotated[Path, typer.Argument(help="A panel that gvi panel build has made (.csv or .parquet).")],
    city: Annotated[str, typer.Option(help="The city's name, the same every time.")],
    key: Annotated[Path, typer.Option(help="The key that gvi panel key has made.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="Write the signed panel here (.panel).")],
    unit: Annotated[str, typer.Option(help="Column of the units; they are summed to the city.")] = "area",
    step: Annotated[str, typer.Option(help="Column of the time.")] = "month",
    not_applicable: Annotated[
        list[str] | None, typer.Option(help="variable=why, for what the city does not have; again for more.")
    ] = None,
    variables: Annotated[Path | None, typer.Option(help="Definitions other than those shipped.")] = None,
) -> None:
    """Sign a city's panel, documented, for the national team: incidents whole, small counts of persons hidden.

    Every variable of the definitions is a column of the panel or not applicable, with why. The shipped definitions
    are shootings, explosions, violence, homicides, group_related, callins, persons_met and population. Persons are
    counted by quarter or year, never by month.

    Example: gvi panel export panel.csv --city Björkhamn --key city.key -o bjorkhamn.panel
    --not-applicable "callins=no call-in has been held"
    """
    from gvi.science.evaluation.exchange import ExchangeRefused, export

    _ensure_name(out)
    secret, why = _read_key(key), _reasons(not_applicable or [])
    table = read_table(panel)
    try:
        with told(panel):
            made = export(
                table,
                city=city,
                variables=_variables(variables),
                made_on=_today(),
                unit=unit,
                time=step,
                not_applicable=why,
            )
    except ExchangeRefused as error:
        raise CommandRefused(f"{panel.name}: {error}") from error
    signed = made.signed_with(secret)
    with replacing(out) as place:
        place.write_text(signed.to_json(), encoding="utf-8")
    _tell(signed)


def panel_join(
    sent: Annotated[list[Path], typer.Argument(help="The cities' files.")],
    out: Annotated[
        Path, typer.Option("-o", "--out", help="Write the national panel here (.csv or .parquet).")
    ],
    cities: Annotated[
        Path | None,
        typer.Option(help="TOML: each expected city and its key's fingerprint, or an empty text."),
    ] = None,
    only: Annotated[
        str | None, typer.Option(help="Only these variables, and the cities that have all of them whole.")
    ] = None,
    account: Annotated[Path | None, typer.Option("--json", help="Write what was put together here.")] = None,
) -> None:
    """Check cities' signed panels and put them side by side, so that gvi evaluate can read them.

    Refused: a file changed after it was signed, a key that is not the city's, other definitions, another step, a city
    twice. Missing cities are named; hidden and not applicable are told apart from 0 in the columns status_….

    With cities.toml written so, a file of Gransele that another key has signed is refused:
    Björkhamn = "0f3c2b1a99887766"
    Gransele = ""

    Example: gvi panel join *.panel --cities cities.toml --only violence,population -o national.csv
    """
    from gvi.science.evaluation.exchange import ExchangeRefused, join

    table_format(out)
    files = [_read_sent(path) for path in sent]
    chosen = [name.strip() for name in only.split(",")] if only else []
    try:
        with working("cities"):
            made = join(files, _expected(cities))
            frame = made.with_whole(chosen) if chosen else made.frame
    except ExchangeRefused as error:
        raise CommandRefused(str(error)) from error
    with replacing(out) as place:
        frame.write_csv(place) if table_format(out) == "csv" else frame.write_parquet(place)
    if account:
        write_json(made.to_json(), account)
    _tell_joined(made, frame["city"].n_unique(), chosen or frame.columns)


def _ensure_name(out: Path) -> None:
    if out.suffix != SENT:
        raise CommandRefused(f"{out.name}: expected a name that ends with {SENT}")


def _today() -> date:
    return datetime.now(UTC).date()


def _variables(path: Path | None) -> "Variables":
    from gvi.science.evaluation.exchange import national_variables, read_variables

    if path is None:
        return national_variables()
    try:
        return read_variables(_text(path))
    except ValueError as error:
        raise CommandRefused(f"{path.name}: {error}") from error


def _reasons(given: list[str]) -> dict[str, str]:
    parted = [one.partition("=") for one in given]
    for name, sign, why in parted:
        if not sign or not why.strip():
            raise CommandRefused(f"--not-applicable {name}: expected variable=why")
    return {name.strip(): why.strip() for name, _, why in parted}


def _read_key(path: Path) -> "Ed25519PrivateKey":
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(_text(path).encode(), None)
    except (ValueError, TypeError) as error:
        raise CommandRefused(f"{path.name}: expected a key that gvi panel key has made") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise CommandRefused(f"{path.name}: expected a key that gvi panel key has made")
    return key


def _fingerprint(key: "Ed25519PrivateKey") -> str:
    from gvi.science.evaluation.exchange import fingerprint

    return fingerprint(key.public_key().public_bytes_raw())


def _read_sent(path: Path) -> "PanelFile":
    from gvi.science.evaluation.exchange import ExchangeRefused, read_panel_file

    try:
        return read_panel_file(_text(path))
    except ExchangeRefused as error:
        raise CommandRefused(f"{path.name}: {error}") from error


def _expected(path: Path | None) -> "Expected | None":
    from gvi.science.evaluation.exchange import Expected

    if path is None:
        return None
    try:
        read = tomllib.loads(_text(path))
    except tomllib.TOMLDecodeError as error:
        raise CommandRefused(f'{path.name}: expected lines such as Gransele = "": {error}') from error
    for city, key in read.items():
        if not isinstance(key, str):
            raise CommandRefused(f"{path.name}, {city}: expected a fingerprint or an empty text")
    return Expected({city: key or None for city, key in read.items()})


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandRefused(f"{path.name}: expected a file of text that exists") from error


def _tell(made: "PanelFile") -> None:
    hidden = sum(column.count("hidden") for column in made.columns.values())
    console.print(
        f"{made.city}: {len(made.columns)} variables by {len(made.times)} {made.step}s, {made.times[0]} to "
        f"{made.times[-1]}; {len(made.not_applicable)} not applicable, {hidden} counts of persons hidden. "
        f"Signed with the key {made.key}.",
        markup=False,
    )


def _tell_joined(made: "National", written: int, asked: "Collection[str]") -> None:
    console.print(made.sentence(), markup=False)
    for city, key in made.keys.items():
        vouched = "nobody has vouched for the key" if city in made.unknown else "the expected key"
        console.print(f"  {city}: {key}, {vouched}", markup=False)
    for (name, reason), cities in _gathered(made).items():
        if name in asked:
            console.print(f"  {name}: {reason} in {', '.join(cities)}", markup=False)
    if made.cut:
        console.print(f"Cut to the time all have: {', '.join(made.cut)}.", markup=False)
    if written < len(made.cities):
        console.print(f"Written: {written} cities that have every count asked for.", markup=False)


def _gathered(made: "National") -> dict[tuple[str, str], list[str]]:
    """The cities that lack a variable, or some of its counts, for the same reason."""
    found: dict[tuple[str, str], list[str]] = {}
    for city, why in made.not_applicable.items():
        for name, reason in why.items():
            found.setdefault((name, f"not applicable ({reason})"), []).append(city)
    for city, hidden in made.hidden.items():
        for name, count in hidden.items():
            found.setdefault((name, f"{count} counts hidden"), []).append(city)
    return found
