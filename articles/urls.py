"""Addresses below an article; `gangintel/urls.py` adds the page of the article itself."""

from django.urls import path

from articles import views

urlpatterns = [
    path("<int:pk>/document/", views.document, name="document"),
]
