"""Relationships of the two seeds by keyboard alone: stated, contradicted, dated, all undone.

Names and relationships are marked by people's acts, never by what the machine proposes today.
"""

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from articles.models import Article
from entities.actions import mention_actions
from entities.kinds import Kind
from entities.models import Mention, Relationship
from tests.factories import make_entity

pytestmark = pytest.mark.django_db(transaction=True)
SEEDS = Path(__file__).parents[2] / "seeds"
FAYER = "He also told Fayer that everyone"
RIVALS = "both the MS13 and their rivals Barrio 18"
UNION = "a complete MS-13 and Los Zetas union"


@pytest.fixture
def marks(live_server, analyst):
    """The marks of the three sentences by name: an act of a person each."""
    call_command("import_articles", str(SEEDS), verbosity=0)
    known = {
        "MS-13": make_entity("MS-13"),
        "Barrio 18": make_entity("Barrio 18"),
        "Los Zetas": make_entity("Los Zetas"),
        "Fayer": make_entity("Fayer", Kind.PERSON),
    }
    found: dict[tuple[str, str], Mention] = {}
    for passage, names in {
        FAYER: {"Fayer": "Fayer", "MS13": "MS-13"},
        RIVALS: {"MS13": "MS-13", "Barrio 18": "Barrio 18"},
        UNION: {"MS-13": "MS-13", "Los Zetas": "Los Zetas"},
    }.items():
        article = Article.objects.get(text__contains=passage)
        begun = article.text.index(passage)
        for words, name in names.items():
            start = article.text.index(words, begun)
            entity = known[name]
            found[passage, name] = mention_actions.add(
                article, start, start + len(words), entity.kind, user=analyst, entity=entity
            )
    return found


def stated() -> set[str]:
    return {str(one) for one in Relationship.objects.exclude(status="rejected")}


def open_at(page: Page, mark: Mention) -> None:
    """Open the article, and go to the mark by `j`."""
    page.goto(mark.article.get_absolute_url())
    page.wait_for_load_state("networkidle")
    for _ in range(20):
        page.keyboard.press("j")
        if page.locator(f"#mention-{mark.pk}[aria-current]").count():
            return
    raise AssertionError(f"{mark} cannot be reached.")


def state(page: Page, mark: Mention, *keys: str) -> None:
    open_at(page, mark)
    page.keyboard.press("l")
    expect(page.locator("#statement-card .statement-card")).to_be_visible()
    for key in keys:
        (page.keyboard.press if len(key) == 1 else page.keyboard.type)(key)
    page.keyboard.press("Enter")
    expect(page.locator(".statement[aria-current]:not(.saving)")).to_be_visible()


def test_relationships_are_stated_resolved_dated_and_undone(page_as, analyst, marks):
    page = page_as(analyst)

    state(page, marks[FAYER, "Fayer"], "2")
    assert stated() == {"Fayer member of MS-13"}

    # A rival and a faction of one pair: the second is said to contradict the first.
    state(page, marks[RIVALS, "MS-13"], "2")
    state(page, marks[RIVALS, "MS-13"], "3")
    expect(page.locator("#notice")).to_contain_text("It contradicts “MS-13 rival of Barrio 18”")
    page.goto("/review/contradictions/")
    page.keyboard.press("j")
    sides = page.locator(".contradiction .side")
    place = "1" if "rival of" in (sides.first.text_content() or "") else "2"
    page.keyboard.press(place)
    expect(page.locator(".contradiction")).to_contain_text("Undo")
    assert stated() == {"Fayer member of MS-13", "MS-13 rival of Barrio 18"}

    state(page, marks[UNION, "MS-13"], "1", "f", "since 2012")
    link = Relationship.objects.get(kind="allied_with")
    assert (str(link.valid_from), link.valid_from_precision) == ("2012-01-01", "year")

    # All of it undone, the last first.
    page.keyboard.press("Escape")
    page.keyboard.press("u")
    expect(page.locator("#statements .statement")).to_have_count(0)
    page.goto("/review/contradictions/")
    with page.expect_response(re.compile("/undo/|/take-back/")):
        page.keyboard.press("u")
    page.wait_for_load_state("networkidle")
    page.goto(marks[RIVALS, "MS-13"].article.get_absolute_url())
    page.wait_for_load_state("networkidle")
    for left in (2, 1, 0):
        page.keyboard.press("u")
        expect(page.locator("#statements .statement")).to_have_count(left)
    assert stated() == set()
