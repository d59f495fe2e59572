"""Who guesses passwords is stopped, and nobody else."""

import pytest

from gangintel import log_in

pytestmark = pytest.mark.django_db
PASSWORD = "a long pass phrase"


def try_in(client, name, password=PASSWORD, address="198.51.100.1"):
    form = {"username": name, "password": password}
    return client.post("/account/login/", form, REMOTE_ADDR=address).status_code


@pytest.fixture
def sprayed(client, analyst):
    """Somebody has tried one password on many names from one address."""
    for number in range(log_in.MOST_NAMES):
        assert try_in(client, f"name{number}", "summer2026") == 200


def test_a_password_tried_on_many_names_is_stopped_where_that_was_done(client, sprayed):
    assert try_in(client, "ana") == 429
    assert try_in(client, "ana", address="198.51.100.2") == 302


def test_a_colleague_at_that_address_logs_in_where_they_did_before(client, analyst, request):
    assert try_in(client, "ana") == 302
    client.post("/account/logout/")
    request.getfixturevalue("sprayed")
    assert try_in(client, "ana") == 302


def test_guesses_at_one_name_lock_that_name_only_there(client, analyst, reader):
    for _ in range(10):
        try_in(client, "ana", "wrong")
    assert try_in(client, "ana") == 429
    assert try_in(client, "ana", address="198.51.100.2") == 302


def test_a_password_like_the_name_is_refused(client, django_user_model):
    user = django_user_model.objects.create_user("ana1", password=PASSWORD)
    client.force_login(user)
    form = {"old_password": PASSWORD, "new_password1": "ana1ana1", "new_password2": "ana1ana1"}
    response = client.post("/account/password/", form)
    assert b"too similar to the username" in response.content
