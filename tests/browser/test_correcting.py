"""Correcting by mouse, by keys alone, by touch, without a connection, and beside somebody else."""

import re

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from entities.actions import mention_actions
from entities.kinds import Kind, Status
from entities.models import Action, Mention
from tests.browser.test_whole_way import SELECT
from tests.factories import make_article, make_entity, make_mention

TEXT = (
    "😀 MS-13 fights Barrio 18 in Santa Ana, California, today.\n\n"
    "José Ángel Ruiz met عمر there. Nobody saw the Fulton boys again."
)


@pytest.fixture
def article(live_server):
    article = make_article(TEXT, title="A fight")
    make_mention(article, "MS-13", make_entity("MS-13"), confidence=0.9)
    make_mention(article, "Barrio 18", make_entity("Barrio 18"), confidence=0.9)
    make_mention(article, "Santa Ana", make_entity("Santa Ana", kind=Kind.LOCATION))
    make_mention(article, "California", make_entity("California", kind=Kind.LOCATION))
    make_mention(article, "Ángel Ruiz", make_entity("Ángel Ruiz", kind=Kind.PERSON))
    return article


def names() -> list[str]:
    return list(Mention.objects.live().order_by("start").values_list("name", flat=True))


def status(words: str) -> str:
    return Mention.objects.get(name=words).status


def eventually(page: Page, condition) -> None:
    """Wait until the database says so; the page shows it before."""
    for _ in range(100):
        if condition():
            return
        page.wait_for_timeout(50)
    assert condition()


def marks(page: Page, words: str):
    return page.locator("#text .mention:not(.gone)", has_text=words)


def test_keys_alone_review_an_article(page_as, analyst, article):
    page = page_as(analyst)
    page.goto(article.get_absolute_url())
    keys = page.keyboard
    keys.press("j")
    expect(marks(page, "MS-13")).to_be_focused()
    keys.press("C")  # confirm, go on
    expect(marks(page, "Barrio 18")).to_be_focused()
    keys.press("X")  # reject, go on
    expect(marks(page, "Santa Ana")).to_be_focused()
    keys.press("1")  # a gang
    eventually(page, lambda: Mention.objects.get(name="Santa Ana").kind == Kind.GANG)
    assert [status("MS-13"), status("Barrio 18")] == [Status.CONFIRMED, Status.REJECTED]
    expect(marks(page, "Barrio 18")).to_have_count(0)
    keys.press("u")
    eventually(page, lambda: Mention.objects.get(name="Santa Ana").kind == Kind.LOCATION)
    keys.press("U")
    eventually(page, lambda: Mention.objects.get(name="Santa Ana").kind == Kind.GANG)
    for _ in range(3):  # all of it, faster than the server answers
        keys.press("u")
    eventually(page, lambda: {status("MS-13"), status("Barrio 18")} == {Status.PROPOSED})
    assert Mention.objects.get(name="Santa Ana").kind == Kind.LOCATION


def test_a_mention_is_stretched_and_shrunk_by_keys(page_as, analyst, article):
    page = page_as(analyst)
    page.goto(article.get_absolute_url())
    marks(page, "Ángel Ruiz").click()
    expect(page.locator("#card [data-mention]")).to_be_visible()
    page.keyboard.press("{")
    eventually(page, lambda: "José Ángel Ruiz" in names())
    expect(marks(page, "José Ángel Ruiz")).to_be_visible()
    page.keyboard.press("[")
    eventually(page, lambda: "José Ángel" in names())
    expect(page.locator(".mention.saving")).to_have_count(0)
    page.keyboard.press("Alt+BracketLeft")
    eventually(page, lambda: "José Ánge" in names())


def test_words_are_marked_by_keys(page_as, analyst, article):
    page = page_as(analyst)
    page.goto(article.get_absolute_url())
    marks(page, "Ángel Ruiz").click()
    expect(page.locator("#card [data-mention]")).to_be_visible()
    page.keyboard.press("n")
    expect(page.locator("#spoken")).to_have_text("met")
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    expect(page.locator("#spoken")).to_have_text("Fulton boys")
    expect(page.locator("#add-mention.at-selection")).to_be_visible()
    page.keyboard.press("1")
    eventually(page, lambda: "Fulton boys" in names())
    assert Mention.objects.get(name="Fulton boys").kind == Kind.GANG


def test_a_selection_snaps_to_words(page_as, analyst, article):
    page = page_as(analyst)
    page.goto(article.get_absolute_url())
    page.evaluate(SELECT, "ulton bo")
    expect(page.locator(".chosen-words")).to_have_text("“Fulton boys” is a")


def test_a_selection_over_a_mention_offers_to_stretch_it(page_as, analyst, article):
    page = page_as(analyst)
    page.goto(article.get_absolute_url())
    page.evaluate(
        """() => {
          const mention = [...document.querySelectorAll('.mention')].at(-1);
          const range = document.createRange();
          range.setStart(mention.parentElement.firstChild, 0);
          range.setEnd(mention.firstChild, mention.firstChild.length);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }"""
    )
    page.get_by_role("button", name="Stretch the mention").click()
    eventually(page, lambda: "José Ángel Ruiz" in names())


def test_a_mention_is_split_and_joined_from_its_card(page_as, analyst, article):
    page = page_as(analyst)
    page.goto(article.get_absolute_url())
    marks(page, "Santa Ana").click()
    page.get_by_text("Kind and words…").click()
    page.get_by_role("button", name="Join with “California”").click()
    eventually(page, lambda: "Santa Ana, California" in names())
    page.get_by_text("Kind and words…").click()
    page.get_by_label("Split into").select_option("“Santa Ana” and “California”")
    page.get_by_role("button", name="Split", exact=True).click()
    eventually(page, lambda: {"Santa Ana", "California"} <= set(names()))


def test_a_refused_correction_is_taken_back_visibly(page_as, analyst, article, complaints):
    page = page_as(analyst)
    page.goto(article.get_absolute_url())
    marks(page, "MS-13").click()
    expect(page.locator("#card [data-mention]")).to_be_visible()
    Mention.objects.filter(name="MS-13").delete()
    page.keyboard.press("c")
    expect(page.locator("#notice")).to_contain_text("This is gone")
    expect(marks(page, "MS-13")).to_have_attribute("data-status", "proposed")
    complaints.clear()


@pytest.fixture
def second_page(browser: Browser, base_url, article):
    """The browser of somebody else."""
    bo = User.objects.create_superuser("bo", first_name="Bo", last_name="Lind")
    client = Client()
    client.force_login(bo)
    session = client.cookies[settings.SESSION_COOKIE_NAME]
    context = browser.new_context(base_url=base_url)
    context.add_cookies([{"name": session.key, "value": session.value, "url": base_url}])
    yield context.new_page()
    context.close()


def test_the_second_of_two_people_sees_the_first_ones_change(
    page_as, analyst, article, second_page, complaints
):
    page = page_as(analyst)
    for one in (page, second_page):
        one.goto(article.get_absolute_url())
        marks(one, "Barrio 18").click()
        expect(one.locator("#card [data-mention]")).to_be_visible()
    second_page.keyboard.press("2")
    eventually(page, lambda: Mention.objects.get(name="Barrio 18").kind == Kind.PERSON)
    page.keyboard.press("c")
    expect(page.locator("#notice")).to_contain_text("Bo Lind changed “Barrio 18” before you")
    expect(marks(page, "Barrio 18")).to_have_attribute("data-kind", "person")
    assert Action.objects.count() == 1
    page.keyboard.press("1")  # having seen it, decide again
    eventually(page, lambda: Mention.objects.get(name="Barrio 18").kind == Kind.GANG)
    complaints.clear()


def test_pressing_twice_counts_once(page_as, analyst, article):
    page = page_as(analyst)
    page.goto(article.get_absolute_url())
    page.evaluate(SELECT, "Fulton boys")
    button = page.locator("#add-mention").get_by_role("button", name="gang")
    button.dblclick()
    eventually(page, lambda: "Fulton boys" in names())
    page.wait_for_timeout(300)
    assert Action.objects.count() == 1


def test_the_keys_are_listed_and_can_be_switched_off(page_as, analyst, article):
    page = page_as(analyst)
    page.goto(article.get_absolute_url())
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    expect(dialog).to_contain_text("confirm and go on")
    dialog.get_by_label("Switch single keys off").check()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.wait_for_timeout(200)
    expect(page.locator(".mention[aria-current]")).to_have_count(0)


def test_the_panel_follows_a_correction(page_as, analyst, article):
    page = page_as(analyst)
    page.goto(article.get_absolute_url())
    expect(page.locator("#panel")).to_contain_text("0 of 5 mentions confirmed")
    marks(page, "MS-13").click()
    expect(page.locator("#card [data-mention]")).to_be_visible()
    page.keyboard.press("c")
    expect(page.locator("#panel")).to_contain_text("1 of 5 mentions confirmed")


def test_an_act_is_undone_from_the_history(page_as, analyst, article):
    mention_actions.reject(Mention.objects.get(name="Barrio 18"), user=analyst)
    mention_actions.confirm(Mention.objects.get(name="MS-13"), user=analyst)
    page = page_as(analyst)
    page.goto(f"/history/?article={article.pk}")
    page.locator("main").get_by_role("button", name="Undo “Rejected “Barrio 18”").click()
    expect(page.locator("#notice")).to_contain_text("Undone: Rejected “Barrio 18”")
    assert status("Barrio 18") == Status.PROPOSED
    assert status("MS-13") == Status.CONFIRMED


@pytest.fixture
def browser_context_args(browser_context_args, request):
    if request.node.get_closest_marker("no_javascript"):
        return browser_context_args | {"java_script_enabled": False}
    if "touch" in request.node.name:
        phone = {"width": 390, "height": 800}
        return browser_context_args | {"has_touch": True, "is_mobile": True, "viewport": phone}
    return browser_context_args


def test_by_touch_a_mention_is_confirmed_and_stretched(page_as, analyst, article):
    page = page_as(analyst)
    page.goto(article.get_absolute_url())
    marks(page, "Ángel Ruiz").tap()
    page.get_by_role("button", name="Confirm", exact=True).tap()
    eventually(page, lambda: status("Ángel Ruiz") == Status.CONFIRMED)
    page.get_by_text("Kind and words…").tap()
    page.get_by_role("button", name="Start one word earlier").tap()
    eventually(page, lambda: "José Ángel Ruiz" in names())


@pytest.mark.no_javascript
def test_everything_on_the_card_works_without_javascript(page_as, analyst, article):
    page = page_as(analyst)
    page.goto(article.get_absolute_url())
    marks(page, "Santa Ana").click()
    page.get_by_text("Kind and words…").click()
    page.get_by_label("Words of the mention").fill("Ana")
    page.get_by_role("button", name="Change the words").click()
    assert "Ana" in names()
    page.get_by_role("button", name="Undo").first.click()
    assert "Santa Ana" in names()
    page.get_by_role("button", name="Redo").first.click()
    assert "Ana" in names()
    marks(page, "Ana").first.click()
    page.get_by_text("Kind and words…").click()
    page.locator("#card").get_by_role("button", name="organization").click()
    assert Mention.objects.get(name="Ana").kind == Kind.ORGANIZATION


def test_g_and_a_letter_go_to_a_screen(page_as, analyst, article):
    page = page_as(analyst)
    page.goto(article.get_absolute_url())
    page.keyboard.press("g")
    page.keyboard.press("e")
    expect(page).to_have_url(re.compile("/entities/$"))
