"""Write down the policies of row security that no helper's form tells: ``python -m tools.policies ADDRESS``.

ADDRESS is a database that has just been migrated; ``gvi check`` compares every other database with the file.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import psycopg

FILE = Path(__file__).resolve().parents[1] / "src/gvi/cli/guards/policies.json"


def policies(connection: psycopg.Connection) -> str:
    """The file's text."""
    from gvi.cli.guards import declared
    from gvi.cli.guards.rows import known, policies_of

    listed = {
        name: policy
        for (table, name), policy in policies_of(connection).items()
        if known(table, name) != policy and (table, name) in declared.policies()
    }
    return json.dumps(dict(sorted(listed.items())), indent=1, ensure_ascii=False) + "\n"


def main() -> int:
    """Write the file from the database in the first argument."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gvi.site.settings.test")
    import django

    django.setup()
    with psycopg.connect(sys.argv[1]) as connection:
        FILE.write_text(policies(connection), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
