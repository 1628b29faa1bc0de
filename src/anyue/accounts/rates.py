"""Holds back floods: `settings.RATE_LIMITS` says how often an address and a person may ask for what."""

from collections.abc import Callable
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from anyue import clock
from anyue.accounts.models import RequestCount, User
from anyue.web.views import too_many_requests


class RatesMiddleware:
    """Answers 429, with the time to come again, to who asks too often."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, or say when it may come again."""
        now = clock.running()
        for rate in settings.RATE_LIMITS:
            if not rate.concerns(request.method, request.path):
                continue
            user = request.user
            who = f"person:{user.pk}" if isinstance(user, User) else f"address:{network_of(request)}"
            limit = rate.per_person if isinstance(user, User) else rate.per_address
            if until := RequestCount.objects.admit(rate, who, limit, now):
                return too_many_requests(request, ceil((until - now).total_seconds()))
        return self.get_response(request)


def network_of(request: HttpRequest) -> str:
    """The address; of an IPv6 address its network of 64 bits, all of which one visitor has."""
    raw = request.META.get("REMOTE_ADDR") or ""
    try:
        address = ip_address(raw)
    except ValueError:
        return raw
    return str(ip_network((address, 64), strict=False)) if isinstance(address, IPv6Address) else raw
