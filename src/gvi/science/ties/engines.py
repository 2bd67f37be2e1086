"""What runs the expressions: DuckDB, here and now, or Spark, when a national register outgrows one machine.

Both take the same Ibis tables. DuckDB is held to a fixed piece of memory and puts what does not fit in a folder of its
own that is taken away afterwards; Spark runs where its own configuration says, else on all cores of this machine.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    import polars as pl
    from ibis.expr.types import Table

MEMORY = "750MB"
EngineName = Literal["duckdb", "spark"]


class EngineMissing(ValueError):
    """The engine is not one of ours, or is not installed."""


class Engine(Protocol):
    """Somewhere to read, keep and write tables."""

    def frame(self, rows: "pl.DataFrame") -> "Table":
        """Take a frame in."""

    def parquet(self, path: Path) -> "Table":
        """Read a file when it is asked for."""

    def keep(self, name: str, table: "Table") -> "Table":
        """Work a table out once, to be used several times."""

    def drop(self, name: str) -> None:
        """Let go of a kept table."""

    def write(self, table: "Table", path: Path) -> None:
        """Write to a file that ends with .parquet or .csv."""

    def close(self) -> None:
        """Let go of everything."""


class DuckDB:
    """DuckDB in this process."""

    def __init__(self, folder: Path) -> None:
        import ibis

        self.connection: Any = ibis.duckdb.connect(
            memory_limit=MEMORY, temp_directory=str(folder), preserve_insertion_order=False
        )

    def frame(self, rows: "pl.DataFrame") -> "Table":
        """Take a frame in."""
        self.connection.con.register("given", rows.to_arrow())
        taken: Table = self.connection.table("given")
        return taken

    def parquet(self, path: Path) -> "Table":
        """Read a Parquet file when it is asked for."""
        read: Table = self.connection.read_parquet(path)
        return read

    def keep(self, name: str, table: "Table") -> "Table":
        """Work a table out once."""
        kept: Table = self.connection.create_table(name, table, temp=True)
        return kept

    def drop(self, name: str) -> None:
        """Let go of its memory."""
        self.connection.con.execute(f"drop table {name}")

    def write(self, table: "Table", path: Path) -> None:
        """Write without holding the whole in memory."""
        deliver = self.connection.to_csv if path.suffix == ".csv" else self.connection.to_parquet
        deliver(table, path)

    def close(self) -> None:
        """Close the connection."""
        self.connection.disconnect()


class Spark:
    """Spark in a session of its own, in local mode unless its configuration names a cluster."""

    def __init__(self) -> None:
        import ibis
        from pyspark.conf import SparkConf
        from pyspark.sql import SparkSession

        conf = SparkConf().set("spark.ui.enabled", "false").set("spark.sql.ansi.enabled", "false")
        conf.setIfMissing("spark.master", "local[*]").setIfMissing("spark.app.name", "gvi")
        conf.setIfMissing("spark.sql.shuffle.partitions", "8")
        conf.set("spark.ui.showConsoleProgress", "false")
        self.session = SparkSession.builder.config(conf=conf).getOrCreate()
        self.session.sparkContext.setLogLevel("ERROR")
        self.connection: Any = ibis.pyspark.connect(self.session)
        self.kept: dict[str, Any] = {}

    def frame(self, rows: "pl.DataFrame") -> "Table":
        """Take a frame in."""
        import ibis

        return ibis.memtable(rows)

    def parquet(self, path: Path) -> "Table":
        """Read a Parquet file when it is asked for."""
        read: Table = self.connection.read_parquet(str(path))
        return read

    def keep(self, name: str, table: "Table") -> "Table":
        """Work a table out once."""
        self.kept[name] = table.cache()
        return self.kept[name]

    def drop(self, name: str) -> None:
        """Let go of it."""
        self.kept.pop(name).release()

    def write(self, table: "Table", path: Path) -> None:
        """Bring the ties home and write them to one file."""
        import polars as pl

        frame = pl.DataFrame(self.connection.to_pyarrow(table))
        frame.write_csv(path) if path.suffix == ".csv" else frame.write_parquet(path)

    def close(self) -> None:
        """Stop the session."""
        self.session.stop()


@contextmanager
def open_engine(name: EngineName) -> Iterator[Engine]:
    """Open the engine, and close it with all it kept. Raises ``EngineMissing``."""
    if name not in ("duckdb", "spark"):
        raise EngineMissing("engine: expected duckdb or spark")
    with TemporaryDirectory(prefix="gvi-ties-") as folder:
        engine: Engine = DuckDB(Path(folder)) if name == "duckdb" else _spark()
        try:
            yield engine
        finally:
            engine.close()


def _spark() -> Spark:
    try:
        return Spark()
    except Exception as error:
        if isinstance(error, ImportError) or "JAVA" in str(error).upper():
            raise EngineMissing(
                "engine spark: expected Java 17 or later and the extra, installed by pip install 'gvi[spark]'"
            ) from error
        raise
