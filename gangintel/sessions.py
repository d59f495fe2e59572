"""Where a person is logged in, and how to end that everywhere."""

from collections.abc import Iterator
from datetime import datetime

from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

# What is kept of a log-in, under this key of the session.
BEGAN = "began"


def began(request: HttpRequest) -> dict[str, str]:
    """When and from where somebody logs in, to be recognised by them."""
    return {
        "at": timezone.now().isoformat(),
        "address": request.META.get("REMOTE_ADDR", ""),
        "browser": request.headers.get("User-Agent", "")[:200],
    }


def sessions_of(user: User) -> Iterator[tuple[Session, dict]]:
    """Those that have not run out, with what is kept in each. Reads the sessions of everybody."""
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        data = session.get_decoded()
        if data.get(SESSION_KEY) == str(user.pk):
            yield session, data


def log_out_everywhere(user: User) -> int:
    """End all sessions of the person; returns how many there were."""
    keys = [session.pk for session, _ in sessions_of(user)]
    return Session.objects.filter(pk__in=keys).delete()[0]


@require_safe
def own_sessions(request: HttpRequest) -> HttpResponse:
    """Where one is logged in, this browser first."""
    rows = []
    for session, data in sessions_of(request.user):
        began = data.get(BEGAN, {})
        at = datetime.fromisoformat(began["at"]) if "at" in began else None
        rows.append(began | {"at": at, "is_own": session.pk == request.session.session_key})
    rows.sort(key=lambda row: not row["is_own"])
    return render(request, "registration/sessions.html", {"rows": rows})


@require_POST
def end_all(request: HttpRequest) -> HttpResponse:
    """Log out in every browser, this one too."""
    log_out_everywhere(request.user)
    logout(request)
    return redirect("login")
