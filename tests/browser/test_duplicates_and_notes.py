"""Pairs that may be one, splitting, notes and comments: by mouse, and open to all people."""

import pytest
from playwright.sync_api import expect

from entities.duplicates.actions import decide
from entities.duplicates.find_duplicates import find_duplicates
from entities.models import DuplicateDecision, Entity, Note
from entities.notes.actions import comment, note_entity
from tests.browser.test_pages import LONG, SIZES, faults
from tests.factories import make_article, make_entity, make_mention

LIST = "/entities/duplicates/"


@pytest.fixture
def pair(live_server):
    one, other = make_entity("Lincoln Fam"), make_entity("Lincoln Family", aliases=[LONG[:290]])
    article = make_article("Lincoln Fam was seen in May. It is said that Lincoln Fam left.")
    for _ in range(2):
        make_mention(article, "Lincoln Fam", one)
    make_entity("Quarry Fam")
    make_entity("Quarry Family")
    find_duplicates()
    return one, other


def test_a_pair_is_decided_and_taken_back_in_its_row(page_as, analyst, pair):
    page = page_as(analyst)
    page.goto(LIST)
    row = page.locator(".pair", has_text="Lincoln")
    row.get_by_role("button", name="Different").click()
    decided = page.locator(".pair.decided")
    expect(decided).to_contain_text("Said that Lincoln Fam and Lincoln Family are two")
    expect(page.locator(".pair")).to_have_count(2)
    decided.get_by_role("button", name="Undo").click()
    expect(page.locator(".pair.decided")).to_have_count(0)
    assert not DuplicateDecision.objects.exists()
    row.get_by_role("button", name="Same").click()
    expect(page.locator(".pair.decided")).to_contain_text("Merged Lincoln Family into Lincoln Fam")
    assert Entity.objects.get(pk=pair[1].pk).merged_into == pair[0]


def test_selected_words_are_commented_on(page_as, reader, pair):
    page = page_as(reader)
    article = pair[0].mentions.first().article
    page.goto(f"{article.get_absolute_url()}#notes")
    page.evaluate(
        """() => {
          const paragraph = document.querySelector("article [data-start='0']");
          const words = [...paragraph.childNodes].at(-1);
          getSelection().setBaseAndExtent(words, 1, words, 5);
        }"""
    )
    passage = page.get_by_label("Words of the text")
    expect(passage).to_have_value("left")
    page.get_by_label("Your question or comment").fill("Who **says** so?")
    page.get_by_role("button", name="Comment", exact=True).click()
    expect(page.locator(".note strong")).to_have_text("says")
    note = Note.objects.get()
    assert article.text[note.start : note.end] == "left"


def test_no_page_of_them_bars_anybody_and_all_fit(page_as, analyst, pair):
    one, other = pair
    article = one.mentions.first().article
    comment(article, "seen in May", f"# Why?\n\n- a\n- `{LONG}`", user=analyst)
    note_entity(one, f"| a | b |\n|---|---|\n| {LONG.replace(' ', '')} | 2 |", user=analyst)
    decide(*pair, DuplicateDecision.Decision.DIFFERENT, user=analyst)
    page = page_as(analyst)
    pages = (
        LIST,
        f"{LIST}?state=different",
        f"/entities/{one.pk}/merge/?other={other.pk}",
        f"/entities/{one.pk}/split/?mention={one.mentions.first().pk}",
        f"{article.get_absolute_url()}#notes",
        one.get_absolute_url(),
        "/notes/",
        "/",
    )
    for address in pages:
        for scheme, (width, height) in zip(("light", "dark"), SIZES, strict=True):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.set_viewport_size({"width": width, "height": height})
            page.goto(address)
            assert faults(page) == [], address
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address
