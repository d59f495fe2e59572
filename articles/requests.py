"""The request that every page gets."""

from django.contrib.auth.models import User
from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails


class Request(HttpRequest):
    """A request of somebody who is logged in, with what htmx says of it.

    No object is of this class; it types what `LoginRequiredMiddleware`, without which no page is
    shown, and `HtmxMiddleware` set.
    """

    htmx: HtmxDetails
    user: User
