"""All URLs."""

from django.contrib import admin
from django.contrib.auth import views as auth
from django.urls import include, path

from entities.views.home import home

urlpatterns = [
    path("", home, name="home"),
    path("articles/", include("articles.urls")),
    path("", include("entities.urls")),
    path("account/login/", auth.LoginView.as_view(redirect_authenticated_user=True), name="login"),
    path("account/logout/", auth.LogoutView.as_view(), name="logout"),
    path("account/password/", auth.PasswordChangeView.as_view(), name="password_change"),
    path(
        "account/password/done/", auth.PasswordChangeDoneView.as_view(), name="password_change_done"
    ),
    path("admin/", admin.site.urls),
]
