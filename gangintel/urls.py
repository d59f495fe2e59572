"""All URLs."""

from django.contrib import admin
from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.templatetags.static import static
from django.urls import include, path, re_path

from articles.urls import urlpatterns as archive
from entities.home import home
from entities.reader.article_views import article_page
from gangintel import health, people, sessions
from gangintel.log_in import LogInView


@login_not_required
def icon(request: HttpRequest) -> HttpResponse:
    """For pages that name no icon, such as the admin's: browsers ask for it by themselves."""
    return redirect(static("img/icon.svg"))


# What two of the admin's tables were called up to version 0.1.0, for bookmarks.
RENAMED = {"reading": "reviewerlabels", "sweep": "bulkaction"}


def renamed(request: HttpRequest, model: str, rest: str) -> HttpResponse:
    return redirect(f"/admin/entities/{RENAMED[model]}/{rest}", permanent=True)


@login_not_required
def log_in_for_admin(request: HttpRequest) -> HttpResponse:
    return redirect_to_login(request.GET.get("next", "/admin/"))


def on_site(request: HttpRequest, content_type: int, pk: int) -> HttpResponse:
    """The page of what the admin shows, where it has one."""
    model = get_object_or_404(ContentType, pk=content_type).model_class()
    if model is None or not hasattr(model, "get_absolute_url"):
        raise Http404
    return redirect(get_object_or_404(model._default_manager.all(), pk=pk).get_absolute_url())


# The archive knows no entities: what is read in an article is drawn around it by the reader.
articles = [path("<int:pk>/", article_page, name="detail"), *archive]

handler500 = "gangintel.faults.server_error"

urlpatterns = [
    path("healthz", health.alive),
    path("readyz", health.ready),
    path("favicon.ico", icon),
    path("", home, name="home"),
    path("articles/", include((articles, "articles"))),
    path("", include("entities.urls")),
    path("account/login/", LogInView.as_view(), name="login"),
    path("account/logout/", auth.LogoutView.as_view(), name="logout"),
    path("account/sessions/", sessions.own_sessions, name="sessions"),
    path("account/sessions/end/", sessions.end_all, name="sessions_end"),
    path("people/", people.people, name="people"),
    path("people/add/", people.add, name="person_add"),
    path("people/<int:pk>/", people.change, name="person_change"),
    path("account/password/", auth.PasswordChangeView.as_view(), name="password_change"),
    path(
        "account/password/done/", auth.PasswordChangeDoneView.as_view(), name="password_change_done"
    ),
    re_path(rf"^admin/entities/(?P<model>{'|'.join(RENAMED)})/(?P<rest>.*)$", renamed),
    # One way to log in, and one page to be sent to, for all.
    path("admin/login/", log_in_for_admin),
    path("admin/r/<int:content_type>/<int:pk>/", on_site),
    path("admin/", admin.site.urls),
]
