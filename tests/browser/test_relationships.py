"""Relationships of an article by keyboard alone: stated, corrected, judged, seen in the text."""

import pytest
from playwright.sync_api import Page, expect

from entities.kinds import Kind
from entities.models import Evidence, Relationship
from entities.relationships import actions
from tests.factories import make_article, make_entity, make_evidence, make_mention

pytestmark = pytest.mark.django_db(transaction=True)
FIRST = "Los Zetas 😀 have reportedly trained MS-13 since 2012."
SECOND = "Fayer spoke for MS-13 in La Unión."
TEXT = f"{FIRST} It went on.\n\n{SECOND}\n\nNothing else was said."


@pytest.fixture
def article():
    article = make_article(TEXT)
    zetas, ms13 = make_entity("Los Zetas"), make_entity("MS-13")
    for words, entity in (
        ("Los Zetas", zetas),
        ("MS-13", ms13),
        ("MS-13", ms13),
        ("Fayer", make_entity("Fayer", Kind.PERSON)),
        ("La Unión", make_entity("La Unión", Kind.LOCATION)),
    ):
        make_mention(article, words, entity)
    return article


@pytest.fixture
def proposed(article):
    heads = {one.entity.name: one.entity for one in article.mentions.select_related("entity")}
    return make_evidence(article, FIRST, heads["Los Zetas"], "allied_with", heads["MS-13"])


@pytest.fixture
def shown(page_as, analyst, article) -> Page:
    page = page_as(analyst)
    page.goto(article.get_absolute_url())
    page.wait_for_load_state("networkidle")
    return page


def stated() -> list[tuple[str, str, str, str]]:
    rows = Relationship.objects.select_related("head", "child").order_by("pk")
    return [(one.head.name, one.kind, one.child.name, one.status) for one in rows]


def card(page: Page):
    return page.locator("#statement-card .statement-card")


def test_four_keys_state_what_one_sentence_says(shown):
    shown.keyboard.press("l")
    expect(card(shown)).to_contain_text("Los Zetas")
    shown.keyboard.press("5")
    shown.keyboard.press("Enter")

    expect(shown.locator("#statements .statement")).to_have_attribute("data-status", "confirmed")
    expect(card(shown)).to_have_count(0)
    assert stated() == [("Los Zetas", "trains", "MS-13", "confirmed")]
    evidence = Evidence.objects.get()
    assert (evidence.quote, evidence.hedged) == (FIRST, True)
    assert str(evidence.relationship.valid_from) == "2012-01-01"


def test_from_a_chosen_name_with_direction_period_and_note(shown):
    shown.keyboard.press("j")  # Los Zetas
    shown.keyboard.press("l")
    expect(card(shown)).to_be_visible()
    shown.keyboard.press("s")
    expect(card(shown).locator(".end-box").first).to_contain_text("MS-13")
    shown.keyboard.press("5")
    shown.keyboard.press("t")
    shown.keyboard.type("until March 2014")
    shown.keyboard.press("Enter")

    expect(shown.locator("#statements .statement")).to_have_attribute("data-status", "confirmed")
    assert stated() == [("MS-13", "trains", "Los Zetas", "confirmed")]
    assert Relationship.objects.get().valid_to_precision == "month"


def test_a_new_end_is_made_with_the_statement(shown):
    shown.keyboard.press("l")
    expect(card(shown)).to_be_visible()
    shown.keyboard.press(".")
    shown.keyboard.type("Quarry Clique")
    shown.get_by_role("button", name="gang", exact=True).last.click()
    expect(card(shown).locator(".end-box").last).to_contain_text("new")
    shown.keyboard.press("1")
    shown.keyboard.press("Enter")

    expect(shown.locator("#statements .statement")).to_have_attribute("data-status", "confirmed")
    assert stated() == [("Los Zetas", "allied_with", "Quarry Clique", "confirmed")]


def test_what_is_faulty_is_refused_and_nothing_typed_is_lost(shown, complaints):
    shown.keyboard.press("l")
    expect(card(shown)).to_be_visible()
    shown.keyboard.press("1")
    shown.keyboard.press("f")
    shown.keyboard.type("2012-13")
    shown.keyboard.press("Enter")

    expect(shown.locator("#notice")).to_contain_text("no date that can be read")
    expect(card(shown).get_by_label("From")).to_have_value("2012-13")
    assert complaints.pop().endswith("422 (Unprocessable Entity)")
    assert stated() == []


def test_statements_are_judged_like_names_and_stay_in_their_place(proposed, shown):
    row = shown.locator(f"#evidence-{proposed.pk}")
    shown.keyboard.press("r")
    expect(row).to_have_attribute("aria-current", "true")
    expect(shown.locator(".mention[data-end=A]")).to_have_text("Los Zetas")
    expect(shown.locator(".mention[data-end=B]")).to_have_text("MS-13")
    shown.keyboard.press("x")
    expect(row).to_have_attribute("data-status", "rejected")
    expect(row.get_by_role("button", name="Undo")).to_be_visible()
    expect(row).to_have_attribute("aria-current", "true")
    shown.keyboard.press("u")
    expect(row).to_have_attribute("data-status", "proposed")
    shown.keyboard.press("c")
    expect(row).to_have_attribute("data-status", "confirmed")
    expect(row.locator("[data-choose]")).to_be_focused()


def test_a_digit_gives_another_kind_and_undo_takes_it_back(proposed, shown):
    shown.keyboard.press("r")
    shown.keyboard.press("2")

    expect(shown.locator("#statements .statement[data-status=confirmed]")).to_contain_text("rival")
    assert sorted(stated()) == [
        ("Los Zetas", "allied_with", "MS-13", "rejected"),
        ("Los Zetas", "rival_of", "MS-13", "confirmed"),
    ]
    shown.keyboard.press("u")
    expect(shown.locator("#statements .statement")).to_have_count(1)
    expect(shown.locator("#statements .statement")).to_have_attribute("data-status", "proposed")
    assert stated() == [("Los Zetas", "allied_with", "MS-13", "proposed")]


def test_the_words_are_stretched_in_the_card(proposed, shown):
    shown.keyboard.press("r")
    shown.keyboard.press("e")
    expect(card(shown)).to_be_visible()
    shown.keyboard.press("[")
    expect(card(shown).locator(".quote q")).to_have_text(FIRST.removesuffix("."))
    shown.keyboard.press("Enter")

    expect(shown.locator("#statements .statement")).to_have_attribute("data-status", "confirmed")
    assert Evidence.objects.get().quote == FIRST.removesuffix(".")


def test_two_people_at_one_statement(proposed, shown, django_user_model, complaints):
    bea = django_user_model.objects.create_superuser("bea")
    shown.keyboard.press("r")
    actions.confirm(proposed, user=bea)
    shown.keyboard.press("x")

    expect(shown.locator("#notice")).to_contain_text("bea changed this before you")
    expect(shown.locator("#statements .statement")).to_have_attribute("data-status", "confirmed")
    assert complaints.pop().endswith("409 (Conflict)")


def test_arcs_show_what_is_stated(proposed, shown):
    expect(shown.locator("#statements")).to_be_attached()
    shown.keyboard.press("b")

    expect(shown.locator(".arcs path")).to_have_attribute("data-status", "proposed")


def test_a_sentence_is_led_to(proposed, shown):
    shown.goto(proposed.get_absolute_url())

    expect(shown.locator(f"#evidence-{proposed.pk}")).to_have_attribute("aria-current", "true")
    expect(shown.locator(".mention[data-end=A]")).to_have_text("Los Zetas")


def test_all_of_it_works_without_scripts(browser, base_url, page_as, analyst, article):
    cookies = page_as(analyst).context.cookies()
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    context.add_cookies(cookies)
    page = context.new_page()
    first = article.mentions.earliest("start")
    page.goto(f"{article.get_absolute_url()}?mention={first.pk}")
    page.get_by_role("link", name="Relationship…").click()
    page.get_by_text("rival of").click()
    page.get_by_role("button", name="Save, confirmed").click()

    assert stated() == [("Los Zetas", "rival_of", "MS-13", "confirmed")]
    page.get_by_role("link", name="Change").first.click()
    page.get_by_label("From").fill("2010")
    page.get_by_role("button", name="Save, confirmed").click()
    assert str(Relationship.objects.get().valid_from) == "2010-01-01"
    context.close()
