from django.urls import path

from entities.exports import views

urlpatterns = [
    path("search/export.<str:form>", views.export, name="search_export"),
]
