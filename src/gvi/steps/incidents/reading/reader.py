"""One way in for every format: `read(path, format, mapping, today=...)`.

Nothing is parsed here; the door (files.py) is passed and the format's own reading is handed back, ready to be
iterated batch by batch.
"""

from datetime import date
from pathlib import Path

from gvi.steps.incidents.reading import expectations as wanted
from gvi.steps.incidents.reading.files import Format, check_file, known_format
from gvi.steps.incidents.reading.guessing import guess
from gvi.steps.incidents.reading.kinds import Kinds, load_kinds
from gvi.steps.incidents.reading.mapping import Mapping
from gvi.steps.incidents.reading.outcome import FileRefused, Reading
from gvi.steps.incidents.reading.polisen import PoliceReading
from gvi.steps.incidents.reading.sheet_reading import SheetReading


def read(
    path: Path, form: str, mapping: Mapping | None = None, *, today: date, kinds: Kinds | None = None
) -> Reading:
    """Open a file for reading; `today` bounds the dates (1990 to tomorrow). Raise FileRefused, now or while read.

    Without a mapping the columns are guessed, and a guess without date and kind is refused.
    """
    checked = known_format(form, path.name)
    check_file(path, checked)
    tables = kinds or load_kinds()
    if checked is Format.POLISEN:
        return PoliceReading(path, tables, today)
    chosen = mapping or guess(path, form)
    if not chosen.is_complete():
        raise FileRefused(path.name, wanted.HEADER_ROW)
    return SheetReading(path, checked, chosen, tables, today)
