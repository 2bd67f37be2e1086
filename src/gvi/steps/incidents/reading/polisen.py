"""The police's public event feed, read exactly as published.

Traps of the feed: see police_times.py for the time. `location.name` is a municipality *or* a county; since 2026 it is
often the county while the headline still ends with the municipality, and then the municipality is kept. The
coordinates are the centre of that area, not the place, and never become a point. Everything comes in as reported.
"""

import codecs
import html
import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl

from gvi.steps.incidents.reading import clock
from gvi.steps.incidents.reading import expectations as wanted
from gvi.steps.incidents.reading.dates import Unreadable
from gvi.steps.incidents.reading.kinds import SKIP, Kinds, plain
from gvi.steps.incidents.reading.outcome import SCHEMA, SHOWN_LENGTH, Batch, FileRefused, Reading, Refused
from gvi.steps.incidents.reading.police_times import read_event_time, read_published
from gvi.steps.incidents.reading.texts import LONGEST, fault_of

SOURCE = "polisen"
SITE = "https://polisen.se"
COUNTY = re.compile(r"\blän$", re.IGNORECASE)
TAGS = re.compile(r"<[^<>]*>")
BATCH = 10_000


class Fault(Exception):
    """What is wrong with one event: the field, the value where it may be shown, and what was expected."""

    def __init__(self, column: str, expected: str, value: object = "") -> None:
        super().__init__(column, expected)
        self.column, self.expected, self.value = column, expected, str(value)[:SHOWN_LENGTH]


class PoliceReading(Reading):
    """The events of one published file."""

    def __init__(self, path: Path, kinds: Kinds, today: date) -> None:
        super().__init__(path, {"link": "url", "area": "location"})
        self.kinds = kinds
        self.bounds = clock.bounds(today)

    def batches(self) -> Iterator[Batch]:
        """Yield the events, some thousands at a time."""
        events = load_events(self.path)
        seen: set[str] = set()
        for start in range(0, len(events), BATCH):
            part = events[start : start + BATCH]
            yield self._batch(start, part, seen, (start + len(part)) / len(events))

    def _batch(self, start: int, events: list[Any], seen: set[str], share: float) -> Batch:
        kept: list[dict[str, object]] = []
        refused: list[Refused] = []
        for row, event in enumerate(events, start=start + 1):
            try:
                if found := self._event(event, seen):
                    kept.append({"row": row, **found})
            except Fault as fault:
                refused.append(Refused(self.path.name, row, fault.column, fault.value, fault.expected))
        return Batch(pl.DataFrame(kept, schema=SCHEMA, orient="row"), tuple(refused), share)

    def _event(self, event: Any, seen: set[str]) -> dict[str, object] | None:
        """Read one event: a row, None when its type is not ours, or a Fault."""
        if not isinstance(event, dict):
            raise Fault("", wanted.AN_OBJECT)
        name = text_of(event, "type")
        kind = self.kinds.of_police(name)
        if kind is None or kind == SKIP:
            self.counts.skip(" ".join(name.split())[:100], known=kind is not None)
            return None
        found = {"kind": kind, **self._when(event), **area_of(event), **words_of(event)}
        found["source_id"] = id_of(event, seen)
        return {
            **found,
            "sheet": "",
            "source": SOURCE,
            "dead": 0,
            "injured": 0,
            "state": "reported",
            "reason": "",
        }

    def _when(self, event: dict[str, Any]) -> dict[str, object]:
        written, headline = text_of(event, "datetime"), text_of(event, "name")
        try:
            published = read_published(written)
        except Unreadable as error:
            raise Fault("datetime", error.expected, written) from None
        when = headline.split(",")[0]
        try:
            moment = read_event_time(when, published)
        except Unreadable as error:
            raise Fault("name", error.expected, when) from None
        self._check_range(moment.utc, when)
        return {"occurred_at": moment.utc, "precision": moment.precision, "doubt": moment.doubt}

    def _check_range(self, utc: datetime, when: str) -> None:
        first, end = self.bounds
        if not first <= utc < end:
            raise Fault("name", wanted.DATE_IN_RANGE, when)


def load_events(path: Path) -> list[Any]:
    """Load the list of events; refuse a file that is not one, whole."""
    try:
        raw = path.read_bytes()
        events = json.loads(raw.decode(encoding_of(raw)), parse_constant=_no_constant)
    except RecursionError as error:
        raise FileRefused(path.name, wanted.SHALLOW_JSON) from error
    except json.JSONDecodeError as error:
        raise FileRefused(path.name, wanted.WHOLE_JSON, row=error.lineno) from error
    except UnicodeError as error:
        raise FileRefused(path.name, wanted.KNOWN_ENCODING) from error
    except ValueError as error:
        raise FileRefused(path.name, wanted.WHOLE_JSON) from error
    except OSError as error:
        raise FileRefused(path.name, wanted.READABLE_FILE) from error
    if not isinstance(events, list):
        raise FileRefused(path.name, wanted.EVENT_LIST)
    return events


def encoding_of(raw: bytes) -> str:
    """Return the encoding of a JSON file: UTF-8, or UTF-16 with its mark."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return "utf-8-sig"


def _no_constant(name: str) -> None:
    raise ValueError(name)


def text_of(event: dict[str, Any], field: str) -> str:
    """Return a field that must be sound text of modest length."""
    value = event.get(field)
    if not isinstance(value, str):
        raise Fault(field, wanted.TEXT)
    if fault := fault_of(value):
        raise Fault(field, fault)
    return value


def id_of(event: dict[str, Any], seen: set[str]) -> str:
    """Return the event's id, which stands once in a file."""
    value = event.get("id")
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 10**15:
        raise Fault("id", wanted.EVENT_ID)
    if str(value) in seen:
        raise Fault("id", wanted.ONE_ID, value)
    seen.add(str(value))
    return str(value)


def area_of(event: dict[str, Any]) -> dict[str, object]:
    """Return the area: the municipality where location or headline names one, else the county."""
    location = event.get("location")
    if not isinstance(location, dict):
        raise Fault("location", wanted.AN_AREA)
    area = text_of(location, "name").strip()
    if not area:
        raise Fault("location", wanted.AN_AREA)
    place = headline_place(text_of(event, "name"), text_of(event, "type"))
    if COUNTY.search(area) and place and not COUNTY.search(place):
        area = place
    return {"area": area, "area_level": "county" if COUNTY.search(area) else "municipality"}


def headline_place(headline: str, kind: str) -> str:
    """Return the last part of a headline, "" when it ends with the type (whose name may hold a comma).

    >>> headline_place("11 november 06:45, Mord/dråp, försök, Askersund", "Mord/dråp, försök")
    'Askersund'
    """
    _, _, rest = headline.partition(",")
    words, type_words = plain(rest), plain(kind)
    if not words.startswith(type_words + ","):
        return ""
    return rest.rpartition(",")[2].strip()


def words_of(event: dict[str, Any]) -> dict[str, object]:
    """Return the published summary as plain text, and the link."""
    summary = " ".join(html.unescape(TAGS.sub(" ", text_of(event, "summary"))).split())
    if fault := fault_of(summary):
        raise Fault("summary", fault)
    url = text_of(event, "url").strip()
    if not url.startswith("/") or url.startswith("//") or len(url) > LONGEST // 10 or re.search(r"\s", url):
        raise Fault("url", wanted.A_LINK)
    return {"summary": summary, "link": SITE + url}
