from django.urls import path

from entities.name_rules import views

urlpatterns = [
    path("everywhere/", views.preview, name="rule_preview"),
    path("everywhere/decide/", views.decide, name="rule_decide"),
    path("rules/", views.listing, name="rule_list"),
    path("rules/<int:pk>/end/", views.end, name="rule_end"),
]
