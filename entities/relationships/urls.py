from django.urls import path

from entities.relationships import views

urlpatterns = [
    path("evidence/<int:pk>/confirm/", views.confirm, name="evidence_confirm"),
    path("evidence/<int:pk>/reject/", views.reject, name="evidence_reject"),
]
