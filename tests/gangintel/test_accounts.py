import pytest
from django.contrib.auth.models import Group

from gangintel.services.preparation import make_first_account, make_group

pytestmark = pytest.mark.django_db


def test_the_first_account_may_do_everything(django_user_model):
    password = make_first_account()
    user = django_user_model.objects.get()
    assert user.username == "analyst" and user.is_superuser and user.check_password(password)


def test_there_is_only_one_first_account(reader):
    assert make_first_account() is None


def test_every_password_is_new(django_user_model):
    passwords = set()
    for _ in range(3):
        passwords.add(make_first_account())
        django_user_model.objects.all().delete()
    assert len(passwords) == 3 and all(len(password) == 23 for password in passwords)


def test_analysts_may_correct_but_neither_delete_nor_administer(reader):
    reader.groups.add(make_group())
    assert reader.has_perms(
        ["entities.change_mention", "entities.add_mention", "entities.change_evidence"]
    )
    assert not reader.has_perm("entities.delete_mention")
    assert not reader.has_perm("auth.change_user")


def test_a_group_that_was_changed_stays_so():
    make_group().permissions.clear()
    assert not make_group().permissions.exists()
    assert Group.objects.count() == 1


def test_browsers_find_an_icon_where_the_page_names_none(client):
    answer = client.get("/favicon.ico")
    assert (answer.status_code, answer.url) == (302, "/static/img/icon.svg")
