from django.urls import path

from entities.withdrawals import views

urlpatterns = [
    path("withdrawals/", views.listing, name="withdrawals"),
    path("withdrawals/withdraw/", views.withdraw, name="withdrawals_withdraw"),
    path("articles/<int:article_pk>/restore/", views.restore, name="article_restore"),
]
