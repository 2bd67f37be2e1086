"""Splink at work, on DuckDB in memory: a table of records in, the agreement of likely pairs out.

The engine gets no file to read or write, not even to set memory aside, so that no person's data is left
on a disk. Splink and DuckDB are loaded here and only when asked for: that takes a second, which no page
should pay for. Their error texts may quote what they choked on, so none is passed on.
"""

from collections.abc import Iterator
from typing import Any

import polars as pl

from gvi.linkage.model import CHANCE, LOOK_AT, MODEL, THRESHOLD, Level, prior
from gvi.linkage.records import Degree, Field, LinkageError
from gvi.linkage.table import frequencies

IN_MEMORY: dict[str, str | bool | int | float | list[str]] = {
    "threads": 2,
    "memory_limit": "2GB",
    "temp_directory": "",
}
CLOSED = "set enable_external_access = false; set lock_configuration = true"

Agreeing = tuple[int, int, tuple[Degree, ...]]


def likely_pairs(table: pl.DataFrame) -> list[Agreeing]:
    """Return pairs of rows (the lower first) that are more likely one person's than two's, and each field's degree.

    `table` is as `gvi.linkage.table.comparable` makes it, of two rows or more. Raises LinkageError.
    """
    try:
        return list(_compare(table))
    except Exception as fault:
        raise LinkageError(f"the comparison failed ({type(fault).__name__})") from None


def _compare(table: pl.DataFrame) -> Iterator[Agreeing]:
    import duckdb
    from splink import DuckDBAPI, Linker

    with duckdb.connect(":memory:", config=IN_MEMORY) as connection:
        tables = {"records": table, **{f"names_{name}": frequencies(table, name) for name in CHANCE}}
        for called, frame in tables.items():
            connection.from_arrow(frame.to_arrow()).create(called)
        connection.execute(CLOSED)
        api = DuckDBAPI(connection)
        linker = Linker(api.register("records"), settings(table.height), log_level=None)
        for name in CHANCE:
            linker.table_management.register_term_frequency_lookup(api.register(f"names_{name}"), name)
        found = linker.inference.predict(threshold_match_probability=THRESHOLD, warning_mode="never")
        for first, second, *levels in _rows(connection, found.physical_name):
            yield first, second, tuple(map(degree_of, Field, levels))


def _rows(connection: Any, name: str) -> list[tuple[int, ...]]:
    chosen = ", ".join(
        ("least(row_l, row_r)", "greatest(row_l, row_r)", *(f"gamma_{field}" for field in Field))
    )
    rows: list[tuple[int, ...]] = connection.sql(f"select {chosen} from {name}").fetchall()  # noqa: S608
    return rows


def degree_of(field: Field, number: int) -> Degree:
    """Return which level a number of Splink's means: it counts from the last (0) up; -1 is missing."""
    levels = MODEL[field]
    return levels[0 if number < 0 else len(levels) - 1 - number].degree


def settings(rows: int) -> dict[str, Any]:
    """Return the model as Splink wants it, for a list of as many rows."""
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "row",
        "probability_two_random_records_match": prior(rows),
        "blocking_rules_to_generate_predictions": [{"blocking_rule": rule} for rule in LOOK_AT],
        "comparisons": [
            {"output_column_name": field.value, "comparison_levels": [_level(level) for level in levels]}
            for field, levels in MODEL.items()
        ],
    }


def _level(level: Level) -> dict[str, Any]:
    told = {"sql_condition": level.when, "label_for_charts": level.degree.value}
    if level.same_person is None:
        return {**told, "is_null_level": True}
    weighed = {**told, "m_probability": level.same_person, "u_probability": level.two_persons}
    return {**weighed, "tf_adjustment_column": level.name} if level.name else weighed
