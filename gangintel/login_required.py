"""Who is not logged in: a page leads to the log-in, a script is told so."""

from collections.abc import Callable

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase


class LoginRequired(LoginRequiredMiddleware):
    """Answers 401 to what a script asks for: the page keeps what it could not save, and says so.

    A script names the account for which its page was drawn (`X-Account`): what one person decided
    is never saved as another's who logged in meanwhile.
    """

    def process_view(
        self, request: HttpRequest, view_func: Callable, view_args: tuple, view_kwargs: dict
    ) -> HttpResponseBase | None:
        drawn_for = request.headers.get("X-Account")
        if drawn_for and request.user.is_authenticated and drawn_for != str(request.user.pk):
            return HttpResponse("Another account is logged in now.", status=401)
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Callable
    ) -> HttpResponseBase:
        # Browsers say of every request whether a script made it; older ones do not.
        if request.htmx or request.headers.get("Sec-Fetch-Dest") == "empty":  # type: ignore[attr-defined]
            return HttpResponse("Nobody is logged in.", status=401)
        return super().handle_no_permission(request, view_func)
