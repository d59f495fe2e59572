"""First steps stand on the home page until they are done."""

import pytest

from entities.actions import mention_actions
from entities.first_steps import first_steps
from tests.factories import make_article, make_mention

pytestmark = pytest.mark.django_db


def done(user) -> list[str]:
    return [step.title for step in first_steps(user) if step.is_done]


def test_what_is_done_is_ticked(client, analyst):
    assert len(first_steps(analyst)) == 5 and done(analyst) == []
    mention = make_mention(make_article("The Vice Lords fled."), "Vice Lords")
    mention_actions.confirm(mention, user=analyst)
    assert done(analyst) == ["Read and correct"]
    client.force_login(analyst)
    page = client.get("/").content.decode()
    assert "First steps" in page and 'href="/import/">Import articles</a>' in page


def test_readers_are_asked_for_nothing(reader):
    assert first_steps(reader) == []
