"""All URLs."""

from django.contrib import admin
from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import include, path, re_path

from articles.urls import urlpatterns as archive
from entities.home import home
from entities.palette import palette
from entities.reader.article_views import article_page


@login_not_required
def icon(request: HttpRequest) -> HttpResponse:
    """For pages that name no icon, such as the admin's: browsers ask for it by themselves."""
    return redirect(static("img/icon.svg"))


def session(request: HttpRequest) -> HttpResponse:
    """For scripts: somebody is logged in, or nobody is (401)."""
    return HttpResponse(status=204)


# What two of the admin's tables were called up to version 0.1.0, for bookmarks.
RENAMED = {"reading": "reviewerlabels", "sweep": "bulkaction"}


def renamed(request: HttpRequest, model: str, rest: str) -> HttpResponse:
    return redirect(f"/admin/entities/{RENAMED[model]}/{rest}", permanent=True)


# The archive knows no entities: what is read in an article is drawn around it by the reader.
articles = [path("<int:pk>/", article_page, name="detail"), *archive]

urlpatterns = [
    path("favicon.ico", icon),
    path("", home, name="home"),
    path("palette/", palette, name="palette"),
    path("articles/", include((articles, "articles"))),
    path("", include("entities.urls")),
    path("account/login/", auth.LoginView.as_view(redirect_authenticated_user=True), name="login"),
    path("account/session/", session, name="session"),
    path("account/logout/", auth.LogoutView.as_view(), name="logout"),
    path("account/password/", auth.PasswordChangeView.as_view(), name="password_change"),
    path(
        "account/password/done/", auth.PasswordChangeDoneView.as_view(), name="password_change_done"
    ),
    re_path(rf"^admin/entities/(?P<model>{'|'.join(RENAMED)})/(?P<rest>.*)$", renamed),
    path("admin/", admin.site.urls),
]
