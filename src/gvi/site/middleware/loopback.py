"""The invented city answers this machine only: role sign-in has no password, so nobody else may reach it."""

import ipaddress
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.http.request import split_domain_port

NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})


class LoopbackMiddleware:
    """First of all middleware, in the demo settings only."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not (_is_loopback(request.META.get("REMOTE_ADDR", "")) and _names_us(request)):
            return HttpResponseForbidden("loopback only", content_type="text/plain")
        return self.get_response(request)


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _names_us(request: HttpRequest) -> bool:
    host, _port = split_domain_port(request.META.get("HTTP_HOST", ""))
    return host in NAMES and "HTTP_X_FORWARDED_FOR" not in request.META
