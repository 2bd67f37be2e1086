"""Routes that misbehave on purpose, for the tests of the room middleware."""

from collections.abc import Iterator
from uuid import uuid4

from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import include, path

from gvi.steps.groups.models import Group
from gvi.trust.refusals import NotAllowed, Refusal
from gvi.trust.workspaces.pages import RoomRequest, open_page, page
from gvi.trust.workspaces.rights import Right


@page(Right.SEE_HOME)
def here(request: RoomRequest) -> HttpResponse:
    """Say which room the database thinks one stands in."""
    with connection.cursor() as cursor:
        cursor.execute("select gvi.here()")
        return HttpResponse(str(cursor.fetchone()[0]))


@page(Right.SEE_HOME)
def save_then(request: RoomRequest, how: str) -> HttpResponse:
    """Save a group, then end as told."""
    Group.objects.create(code_name=f"Prov {uuid4().hex[:6]}")
    if how == "raise":
        raise ValueError("the view broke")
    if how == "missing":
        raise Http404
    if how == "forbidden":
        raise NotAllowed("nej")
    if how == "refuse":
        raise Refusal("Det går inte nu.")
    return HttpResponse(how, status=int(how))


@page(Right.SEE_HOME)
def stream(request: RoomRequest) -> HttpResponse:
    """A page that streams rows after the room has closed."""

    def rows() -> Iterator[str]:
        yield from Group.objects.values_list("code_name", flat=True)

    return StreamingHttpResponse(rows())  # type: ignore[return-value]


def undeclared(request: HttpRequest) -> HttpResponse:
    """A route that forgot to declare its right."""
    return HttpResponse("secret")


@open_page
def public(request: HttpRequest) -> HttpResponse:
    """Anyone may see this."""
    return HttpResponse("open")


urlpatterns = [
    path("here/", here),
    path("save/<str:how>/", save_then),
    path("stream/", stream),
    path("undeclared/", undeclared),
    path("public/", public),
    path("", include("gvi.site.urls")),
]
handler404 = "gvi.site.views.not_found"
handler500 = "gvi.site.views.server_error"
