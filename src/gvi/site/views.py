"""Pages that belong to no step: help, accessibility, and the error pages."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from gvi.trust.workspaces.pages import open_page


@open_page
def help_index(request: HttpRequest) -> HttpResponse:
    """All help pages."""
    return render(request, "help/index.html")


@open_page
def help_page(request: HttpRequest, topic: str) -> HttpResponse:
    """Help for one page, opened by ``?``."""
    try:
        get_template(f"help/{topic}.html")
    except TemplateDoesNotExist as error:
        raise Http404 from error
    return render(request, f"help/{topic}.html")


@open_page
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "site/accessibility.html")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request can't be understood."""
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: signed in, without a role, or a form out of date."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: does not exist, or exists in another room; the answer is the same."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; nothing was saved."""
    return render(request, "500.html", status=500)
