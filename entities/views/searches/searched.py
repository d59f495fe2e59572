"""What was searched for: handing in slips, the own history, and the log for supervisors."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from entities.models import SearchRun
from entities.watching import remembering

_RUNS_A_PAGE = 50


@require_POST
def ran(request: HttpRequest) -> HttpResponse:
    """Take the slip of a page that somebody sees."""
    is_good = remembering.remember(request.POST.get("slip", ""), user=request.user)
    return HttpResponse(status=204 if is_good else 400)


@require_safe
def history(request: HttpRequest) -> HttpResponse:
    """The user's own searches, the newest first."""
    runs = SearchRun.objects.filter(user=request.user).order_by("-at", "-pk")
    page = Paginator(runs, _RUNS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "entities/watching/searched.html", {"page": page})


@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    remembering.forget(request.user)
    messages.success(request, "What you searched for is forgotten.")
    return redirect("entities:searched")


@require_safe
@permission_required("entities.view_searchrun", raise_exception=True)
def log(request: HttpRequest) -> HttpResponse:
    """Slow and failed searches of everybody."""
    context = {
        "slow": remembering.slow().select_related("user")[:_RUNS_A_PAGE],
        "failed": remembering.failed().select_related("user")[:_RUNS_A_PAGE],
        "seconds": remembering.SLOW_SECONDS,
    }
    return render(request, "entities/watching/log.html", context)
