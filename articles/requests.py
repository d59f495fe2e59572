"""The request that every page gets."""

from urllib.parse import urlsplit

from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.middleware import HtmxDetails


class Request(HttpRequest):
    """A request of somebody who is logged in, with what htmx says of it.

    No object is of this class; it types what `LoginRequiredMiddleware`, without which no page is
    shown, and `HtmxMiddleware` set.
    """

    htmx: HtmxDetails
    user: User


def came_from(request: HttpRequest, otherwise: str = "/") -> str:
    """The address on this site, without a fragment, of the page that sent the request.

    `otherwise` where it does not say, or names none of this site.
    """
    address = request.headers.get("Referer", "")
    hosts = {request.get_host()}
    if not url_has_allowed_host_and_scheme(address, hosts, require_https=request.is_secure()):
        return otherwise
    return own_address(urlsplit(address)._replace(scheme="", netloc="", fragment="").geturl())


def own_address(written: str, otherwise: str = "/") -> str:
    """The address without a host that somebody wrote; `otherwise` where it is none."""
    is_own = written.startswith("/") and url_has_allowed_host_and_scheme(written, None)
    return written if is_own else otherwise
