"""The whole way once through on the two seeds: import, read, search, correct, take away."""

import csv
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from entities.models import Mention

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture
def seeds(live_server, analyst):
    call_command("load_gazetteer", verbosity=0)
    call_command("import_articles", str(SEEDS), verbosity=0)
    call_command("extract_entities", verbosity=0)


def test_an_analyst_finds_reads_corrects_and_takes_away(page, seeds, analyst):
    page.goto("/")
    page.get_by_label("User name").fill(analyst.username)
    page.get_by_label("Password").fill("a long pass phrase")
    page.get_by_role("button", name="Log in").click()

    # Find: both seeds under a name that is not the gang's own, each with the reason.
    page.get_by_label("Search articles, gangs").fill("Mara Salvatrucha")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="2 articles")).to_be_visible()
    expect(page.locator(".hit .why").first).to_contain_text("matched MS-13 by")
    expect(page.locator(".hit .why").nth(1)).to_contain_text("its alias")

    # Narrow to a place: the article that only names towns of it is found, and says so.
    page.locator(".facets .choice", has_text="California").click()
    expect(page.get_by_role("heading", name="1 article")).to_be_visible()
    expect(page.locator(".hit .why")).to_contain_text("Los Angeles")
    assert "place%3ACalifornia" in page.url

    # Take away exactly this result.
    with page.expect_download() as download:
        page.get_by_text("Export", exact=True).click()
        page.get_by_role("link", name="CSV", exact=True).click()
    table = Path(download.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(table.splitlines()))
    assert [row["source"] for row in rows] == ["InSight Crime"]
    assert "MS-13" in rows[0]["gangs"]

    # Read, confirm one mention.
    page.locator(".hit h2 a").click()
    mention = page.locator("#text .mention", has_text="Barrio 18").first
    mention.click()
    card = page.locator("#card .card")
    expect(card).to_contain_text("Proposed")
    card.get_by_role("button", name="Confirm").click()
    expect(card).to_contain_text("Confirmed")
    expect(page.locator("#panel")).to_contain_text("1 of")
    assert Mention.objects.filter(name="Barrio 18", status="confirmed").count() == 1

    # Add one by selecting words.
    page.keyboard.press("Escape")
    page.evaluate(SELECT, "command structure")
    adding = page.locator("#add-mention")
    expect(adding).to_contain_text("“command structure” is a")
    adding.get_by_role("button", name="organization").click()
    expect(page.locator("#text .mention", has_text="command structure")).to_be_visible()
    added = Mention.objects.get(name="command structure")
    assert added.article.text[added.start : added.end] == "command structure"


SELECT = """words => {
  const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return;
  }
}"""
