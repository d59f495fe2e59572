import pytest
from playwright.sync_api import expect

from entities.kinds import Kind, RelationKind
from entities.models import Evidence, Mention
from tests.browser.test_whole_way import SELECT
from tests.factories import make_article, make_entity, make_evidence, make_mention

TEXT = (
    "😀 MS-13 fights Barrio 18 in Łódź.\n\n"
    "Ana\u0308 met 👩\u200d👧 José Pérez and عمر there. MS-13 denies it."
)


@pytest.fixture
def article(live_server):
    article = make_article(TEXT, title="A fight")
    gang, other = make_entity("MS-13", aliases=["MS13"]), make_entity("Barrio 18")
    make_mention(article, "MS-13", gang, confidence=0.9, reason="gazetteer name")
    make_mention(article, "MS-13", gang, confidence=0.8, reason="gazetteer name")
    make_mention(article, "Barrio 18", other, confidence=0.7, reason="gazetteer name")
    make_evidence(article, "MS-13 fights Barrio 18", gang, RelationKind.RIVAL_OF, other)
    return article


@pytest.mark.parametrize("words", ["Łódź", "José Pérez", "عمر", "there", "Ana\u0308"])
def test_selected_words_are_stored_with_their_own_offsets(page_as, analyst, article, words):
    page = page_as(analyst)
    page.goto(article.get_absolute_url())

    page.evaluate(SELECT, words)
    page.locator("#add-mention").get_by_role("button", name="person").click()

    expect(page.locator("#text .mention", has_text=words)).to_be_visible()
    mention = Mention.objects.get(kind=Kind.PERSON)
    assert mention.name == words == TEXT[mention.start : mention.end]


def test_rejecting_takes_the_mark_away_and_undo_brings_it_back(page_as, analyst, article):
    page = page_as(analyst)
    page.goto(article.get_absolute_url())
    marks = page.locator("#text .mention", has_text="Barrio 18")

    marks.click()
    page.get_by_role("button", name="Reject x").click()
    expect(marks).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(marks).to_have_count(1)


def test_the_entity_is_changed_by_typing_any_of_its_names(page_as, analyst, article):
    make_entity("Los Zetas", aliases=["The Last Letter"])
    page = page_as(analyst)
    page.goto(article.get_absolute_url())

    page.locator("#text .mention", has_text="Barrio 18").click()
    page.get_by_text("Change…").click()
    page.get_by_label("Find an entity").fill("last leter")
    page.get_by_role("option", name="Los Zetas").click()

    expect(page.locator("#card header")).to_contain_text("Los Zetas")
    assert Mention.objects.get(name="Barrio 18").entity.name == "Los Zetas"


def test_keys_walk_confirm_and_reject(page_as, analyst, article):
    page = page_as(analyst)
    page.goto(article.get_absolute_url())

    page.keyboard.press("j")
    expect(page.locator("#card")).to_contain_text("MS-13")
    page.keyboard.press("c")
    expect(page.locator("#card")).to_contain_text("Confirmed")
    page.keyboard.press("J")
    expect(page.locator("#card")).to_contain_text("Barrio 18")
    page.keyboard.press("x")
    expect(page.locator("#text .mention")).to_have_count(2)
    page.keyboard.press("u")
    expect(page.locator("#text .mention")).to_have_count(3)


def test_the_panel_jumps_from_mention_to_mention(page_as, analyst, article):
    page = page_as(analyst)
    page.goto(article.get_absolute_url())
    first, second = page.locator("#text .mention", has_text="MS-13").all()

    row = page.locator("#panel").get_by_role("link", name="MS-13")
    row.click()
    expect(first).to_have_attribute("aria-current", "true")
    row.click()
    expect(second).to_have_attribute("aria-current", "true")


def test_a_relationship_is_confirmed_with_its_sentence(page_as, analyst, article):
    page = page_as(analyst)
    page.goto(article.get_absolute_url())

    page.locator("#panel-tabs a", has_text="Relationships").click()
    page.locator("#statements [data-choose]").click()
    page.locator("#statements").get_by_role("button", name="Confirm").click()

    expect(page.locator("#statements .statement")).to_have_attribute("data-status", "confirmed")
    expect(page.locator("#statements")).to_contain_text("1 of 1 decided")
    assert Evidence.objects.get().relationship.status == "confirmed"


def test_a_reader_without_rights_is_offered_nothing_to_change(page_as, reader, article):
    page = page_as(reader)
    page.goto(article.get_absolute_url())
    page.locator("#text .mention").first.click()

    expect(page.locator("#card")).to_contain_text("MS-13")
    expect(page.get_by_role("button", name="Confirm")).to_have_count(0)
    expect(page.locator("#add-mention")).to_have_count(0)


def test_overlapping_words_are_refused_with_the_reason(page_as, analyst, article, complaints):
    page = page_as(analyst)
    page.goto(article.get_absolute_url())
    page.get_by_text("Add a mention…").click()
    page.get_by_label("Words, as the text has them").fill("18 in")
    page.locator("#add-mention").get_by_role("button", name="person").click()

    expect(page.locator("#notice")).to_contain_text("part of another mention")
    assert Mention.objects.count() == 3
    complaints.clear()  # the browser reports every 422


@pytest.fixture
def browser_context_args(browser_context_args, request):
    """Tests marked `no_javascript` run without it."""
    without = request.node.get_closest_marker("no_javascript") is not None
    return browser_context_args | {"java_script_enabled": not without}


@pytest.mark.no_javascript
def test_everything_works_without_javascript(page_as, analyst, article):
    page = page_as(analyst)
    page.goto(article.get_absolute_url())

    page.locator("#text .mention", has_text="Barrio 18").click()
    page.locator("#card").get_by_role("button", name="Confirm c").click()
    expect(page.locator("#notice")).to_contain_text("Confirmed “Barrio 18”.")

    page.get_by_text("Add a mention…").click()
    page.get_by_label("Words, as the text has them").fill("there")
    page.locator("#add-mention").get_by_role("button", name="organization").click()
    expect(page.locator("#text .mention", has_text="there")).to_be_visible()

    page.get_by_text("Change…").click()
    page.get_by_label("Find an entity").fill("ms 13")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="MS-13 gang").click()
    expect(page.locator("#notice")).to_contain_text("now means MS-13")

    page.locator("#statements").get_by_role("button", name="Reject").click()
    expect(page.locator("#statements .statement")).to_have_attribute("data-status", "rejected")
    page.locator("#review-acts").get_by_role("button", name="Undo").click()
    expect(page.locator("#statements .statement")).to_have_attribute("data-status", "proposed")
    page.get_by_role("button", name="Done").click()
    expect(page.locator("#last-act")).to_contain_text("Finished the review")


@pytest.mark.no_javascript
def test_filters_work_without_javascript(page_as, analyst, article):
    page = page_as(analyst)
    page.goto("/search/")
    page.locator(".facets .choice", has_text="Barrio 18").click()

    expect(page.locator(".hit .why")).to_contain_text("matched Barrio 18 by name")
