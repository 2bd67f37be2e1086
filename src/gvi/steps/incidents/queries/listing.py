"""One page of the list. The first 10,000 rows of a selection can be paged through, and the rest by a filter.

The count stops there too: nobody pages to row 90,000, and a database that must walk there makes everyone wait.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator
from django.db.models import F, QuerySet
from django.db.models.functions import Left
from django.utils.functional import cached_property

from gvi.steps.incidents.models import Incident
from gvi.steps.incidents.queries.selection import ORDERS, Selection

PER_PAGE = 50
MOST = 10_000
SHOWN_OF_SUMMARY = 100


if TYPE_CHECKING:
    IncidentPaginator = Paginator[Incident]
else:
    IncidentPaginator = Paginator


class CappedPaginator(IncidentPaginator):
    """A paginator that counts no further than ``MOST``."""

    object_list: QuerySet[Incident]

    @cached_property
    def count(self) -> int:
        """Rows that can be paged through."""
        return min(self.counted, MOST)

    @cached_property
    def counted(self) -> int:
        """Rows, or one more than ``MOST`` when there are more."""
        return self.object_list.order_by().values("pk")[: MOST + 1].count()

    def page(self, number: int | str) -> Page[Incident]:
        """Choose by keys alone, which the indexes hold, and only then read the rows that are shown."""
        page = super().page(number)
        keys = self.object_list.values("pk")[page.start_index() - 1 if self.count else 0 : page.end_index()]
        chosen = Incident.objects.filter(pk__in=keys).order_by(*self.object_list.query.order_by)
        begins = Left(F("summary"), SHOWN_OF_SUMMARY)
        page.object_list = chosen.select_related("area").defer("summary").annotate(begins=begins)
        return page


@dataclass(frozen=True)
class Listing:
    """One page of incidents, and whether there are more than can be paged through."""

    page: Page[Incident]
    more: bool


def listing(selection: Selection, number: str | int = 1) -> Listing:
    """The page; a number beyond the last gives the last. Two queries, three with a reference and no source."""
    paginator = CappedPaginator(selection.rows().order_by(*ORDERS[selection.order]), PER_PAGE)
    page = paginator.get_page(number)
    return Listing(page, more=paginator.counted > MOST)
