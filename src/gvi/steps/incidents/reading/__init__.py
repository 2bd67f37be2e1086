"""Reading incidents from files: pure functions, no database, no settings, no clock.

`read` gives batches of accepted and refused rows in which every row of the file is found once; `guess` and `preview`
propose and show how a city's own sheet is read; `columns` is the sheet that export writes and `read` takes back.
Follows domain.md, *Incidents*.
"""

from gvi.steps.incidents.reading.columns import COLUMNS, SHEET_MAPPING, to_sheet
from gvi.steps.incidents.reading.files import Format
from gvi.steps.incidents.reading.guessing import guess
from gvi.steps.incidents.reading.kinds import Kind, Kinds, load_kinds
from gvi.steps.incidents.reading.mapping import Mapping, fingerprint_of, load_mapping, mapping_from
from gvi.steps.incidents.reading.outcome import SCHEMA, Batch, Counts, FileRefused, Reading, Refused
from gvi.steps.incidents.reading.preview import Preview, Sample, preview, with_meanings
from gvi.steps.incidents.reading.reader import read

__all__ = [
    "COLUMNS",
    "SCHEMA",
    "SHEET_MAPPING",
    "Batch",
    "Counts",
    "FileRefused",
    "Format",
    "Kind",
    "Kinds",
    "Mapping",
    "Preview",
    "Reading",
    "Refused",
    "Sample",
    "fingerprint_of",
    "guess",
    "load_kinds",
    "load_mapping",
    "mapping_from",
    "preview",
    "read",
    "to_sheet",
    "with_meanings",
]
