"""A city's own sheet, whatever its format: tables found, rows judged, batch by batch.

The order of day and month is settled by the whole column the first time it matters, in a pass of its own over the
dates alone, so that a million plain rows are read once.
"""

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from gvi.steps.incidents.reading.dates import decide_order
from gvi.steps.incidents.reading.files import Format
from gvi.steps.incidents.reading.identity import IdBook
from gvi.steps.incidents.reading.kinds import Kinds
from gvi.steps.incidents.reading.mapping import Mapping
from gvi.steps.incidents.reading.outcome import Batch, Reading
from gvi.steps.incidents.reading.rows import Judge
from gvi.steps.incidents.reading.sheets import Table, mapped_tables, open_sheets


class SheetReading(Reading):
    """The rows of one CSV, Excel or Parquet file."""

    def __init__(self, path: Path, form: Format, mapping: Mapping, kinds: Kinds, today: date) -> None:
        super().__init__(path, mapping.columns)
        self.form, self.mapping, self.today = form, mapping, today
        self.kinds = kinds.with_words(mapping.kinds)

    def batches(self) -> Iterator[Batch]:
        """Yield the rows of every sheet that has the mapped headings."""
        tables, others = mapped_tables(self.path, open_sheets(self.path, self.form), self.mapping)
        self.counts.other_sheets.extend(others)
        order = cache(lambda: self.mapping.order or column_order(tables))
        judge = Judge(self.path.name, self.mapping, self.kinds, self.today, order, IdBook())
        for table in tables:
            for part in table.parts():
                accepted, refused = judge.judge(part, self.counts)
                yield Batch(accepted, tuple(refused), part.share)


def column_order(tables: list[Table]) -> str:
    """Return the order of day and month that all dates of these tables agree on, or ""."""
    return decide_order(
        text for table in tables for part in table.parts() for text in part.frame["date"].unique()
    )
