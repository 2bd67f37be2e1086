"""What people have written about the list, the latest first, with who wrote it."""

from dataclasses import dataclass

from gvi.steps.callins.models import CallIn, Selection
from gvi.trust.workspaces.models import Member


@dataclass(frozen=True)
class Written:
    """One account of the list, on its terms."""

    row: Selection
    by: str


def selections(callin: CallIn) -> list[Written]:
    """Every account of the call-in's list: two queries."""
    rows = list(Selection.objects.filter(callin=callin))
    names = dict(Member.objects.filter(pk__in={row.by for row in rows}).values_list("pk", "name"))
    return [Written(row, names.get(row.by, "")) for row in rows]
