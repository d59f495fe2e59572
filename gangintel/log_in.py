"""Logging in, and who is kept from trying again and again.

Ten wrong passwords for one name from one address lock that name at that address (django-axes), so
nobody locks out anybody elsewhere. One password tried on many names is counted by address here.
From there only browsers in which a person has logged in before go on: a signed cookie says so (a
device cookie, as OWASP describes it), so that no colleague behind the same address is locked out.
"""

from datetime import timedelta
from typing import Any

from axes.models import AccessAttempt
from django import forms
from django.contrib.auth import views
from django.contrib.auth.forms import AuthenticationForm, UsernameField
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from gangintel.sessions import BEGAN, began

# Wrong passwords are counted for so long.
_WINDOW = timedelta(minutes=15)
# Names that may be tried in vain from one address meanwhile.
MOST_NAMES = 20
_COOKIE = "known_here"
_COOKIE_SECONDS = 180 * 24 * 3600


class LogInForm(AuthenticationForm):
    # A longer one is nobody's, and not worth to be kept as an attempt.
    username = UsernameField(max_length=150)
    password = forms.CharField(strip=False, max_length=1000)


class LogInView(views.LoginView):
    authentication_form = LogInForm
    redirect_authenticated_user = True

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if _is_sprayed(request) and not _is_known_here(request):
            return render(request, "registration/locked_out.html", status=429)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        response = super().form_valid(form)
        self.request.session[BEGAN] = began(self.request)
        response.set_signed_cookie(
            _COOKIE,
            str(form.get_user().get_username()),
            salt=_COOKIE,
            max_age=_COOKIE_SECONDS,
            httponly=True,
            secure=self.request.is_secure(),
            samesite="Lax",
        )
        return response


def _is_sprayed(request: HttpRequest) -> bool:
    """Whether somebody tried very many names from this address."""
    tried = AccessAttempt.objects.filter(
        ip_address=request.META.get("REMOTE_ADDR"), attempt_time__gt=timezone.now() - _WINDOW
    )
    return tried.order_by().values("username").distinct().count() >= MOST_NAMES


def _is_known_here(request: HttpRequest) -> bool:
    """Whether the person named has logged in with this browser before."""
    try:
        name = request.get_signed_cookie(_COOKIE, salt=_COOKIE, max_age=_COOKIE_SECONDS)
    except (KeyError, BadSignature):
        return False
    return name == request.POST.get("username", "")
