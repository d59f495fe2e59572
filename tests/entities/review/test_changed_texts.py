"""The list of what changed texts lost, over all articles."""

import pytest
from django.urls import reverse

from articles.models import Article
from entities.actions import mention_actions
from entities.kinds import RelationKind, Status
from entities.models import Mention
from tests.entities.extraction.store.test_carry_over import change
from tests.factories import make_article, make_entity, make_evidence, make_mention

pytestmark = pytest.mark.django_db
OLD = "MS-13 fled.\n\nPolice say Ana Ruiz led it in Lima."
CONFIRMED = {"status": Status.CONFIRMED}


def lose(title: str) -> Article:
    """An article whose changed text has neither the name nor the sentence any more."""
    article = make_article(OLD, title=title)
    ana = make_entity(f"Ana Ruiz of {title}", kind="person")
    make_mention(article, "Ana Ruiz", ana, **CONFIRMED)
    gang = make_entity(f"MS-13 of {title}")
    make_evidence(
        article, "Ana Ruiz led it in Lima", ana, RelationKind.LEADER_OF, gang, **CONFIRMED
    )
    return change(article, f"MS-13 fled: {title}.")


@pytest.fixture
def look(client, reader):
    client.force_login(reader)
    return lambda url="/review/changed-texts/": " ".join(client.get(url).content.decode().split())


def test_what_was_lost_is_listed_with_its_article_the_last_changed_first(look):
    lose("Earlier")
    later = lose("Later")
    make_article("Nothing happened.", title="Untouched")
    page = look()

    assert "2</strong> articles whose text changed" in page
    assert page.index("Later") < page.index("Earlier") and "Untouched" not in page
    assert f'href="{later.get_absolute_url()}"' in page
    assert "<q>Ana Ruiz led it in Lima</q>" in page
    assert "person: Ana Ruiz of Later" in page


def test_what_was_placed_or_rejected_waits_no_longer(look, analyst):
    article = make_article(OLD)
    make_mention(article, "Ana Ruiz", make_entity("Ana Ruiz", kind="person"), **CONFIRMED)
    change(article, OLD.replace("Ana Ruiz", "A. Ruiz"))
    assert "1</strong> article whose text changed" in look()
    start = article.text.index("A. Ruiz")
    mention_actions.resize(Mention.objects.get(), start, start + len("A. Ruiz"), user=analyst)

    assert "Nothing was lost." in look()


def test_home_leads_to_what_waits_and_is_silent_where_nothing_does(look):
    make_article("Nothing happened.")
    address = reverse("entities:review_changed")
    assert address not in look("/")

    lose("Later")
    page = look("/")
    assert f'<a href="{address}">2 decisions</a> could not be found in texts that changed' in page


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_needs_few_queries_however_long_it_is(
    client, reader, count, django_assert_max_num_queries
):
    for number in range(count):
        lose(f"T{number}")
    client.force_login(reader)

    with django_assert_max_num_queries(14):
        page = client.get(reverse("entities:review_changed")).content.decode()
    assert page.count('class="title"') == min(count, 25)
