"""The review queue by mouse, by keys alone, without JavaScript, and by two people."""

import re

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.test import Client
from playwright.sync_api import expect

from articles.models import Article
from articles.source_models import Source
from entities.actions import mention_actions
from entities.kinds import Kind, Status
from entities.models import Action, Mention
from entities.review import actions
from tests.browser.test_correcting import eventually
from tests.browser.test_pages import SIZES, faults
from tests.factories import make_article, make_entity, make_mention


@pytest.fixture
def browser_context_args(browser_context_args, request):
    if request.node.get_closest_marker("no_javascript"):
        return browser_context_args | {"java_script_enabled": False}
    return browser_context_args


@pytest.fixture
def articles(live_server):
    """Three articles in the order of the queue, the first the most doubtful."""
    gang, place = make_entity("MS-13"), make_entity("Santa Ana", Kind.LOCATION)
    made = []
    for number, confidence in enumerate((0.21, 0.45, 0.85), start=1):
        text = "MS-13 was seen. Later it came to Santa Ana."
        article = make_article(text, title=f"Story {number}")
        make_mention(article, "MS-13", gang, confidence=confidence)
        make_mention(article, "Santa Ana", place, confidence=confidence + 0.05)
        made.append(article)
    return made


@pytest.fixture
def bea(django_user_model):
    user = django_user_model.objects.create_user("bea", first_name="Bea")
    user.user_permissions.add(*Permission.objects.filter(codename__endswith="_mention"))
    return user


@pytest.fixture
def second_page(browser, base_url, bea, articles):
    """A page of another person in a browser context of its own."""
    client = Client()
    client.force_login(bea)
    session = client.cookies[settings.SESSION_COOKIE_NAME]
    context = browser.new_context(base_url=base_url)
    context.add_cookies([{"name": session.key, "value": session.value, "url": base_url}])
    yield context.new_page()
    context.close()


def state(article: Article) -> str:
    return Article.objects.get(pk=article.pk).review_status


def count(status: Status) -> int:
    return Mention.objects.filter(status=status).count()


def arrives(page, title: str) -> None:
    """Wait for the article and for the scripts of its page."""
    expect(page.locator("#headline")).to_have_text(title)
    page.wait_for_load_state("load")


def test_keys_alone_work_through_the_queue(page_as, analyst, articles):
    page = page_as(analyst)
    page.goto("/")
    page.keyboard.press("g")
    page.keyboard.press("r")
    page.wait_for_url("**/review/")
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="Story 1")).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    arrives(page, "Story 1")
    expect(page.locator(".place")).to_have_text("Article 1 of 3 in the queue")

    page.keyboard.press("j")
    page.keyboard.press("C")  # confirm, go on
    expect(page.locator("#card")).to_contain_text("Santa Ana")
    page.keyboard.press("Enter")
    expect(page.locator("#notice")).to_contain_text("1 name is undecided: Enter again finishes")
    assert state(articles[0]) != "done"
    page.keyboard.press("Enter")
    arrives(page, "Story 2")
    assert state(articles[0]) == "done"
    expect(page.locator("#notice")).to_contain_text("Done: Story 1. 1 mention stays undecided.")
    expect(page.locator(".place")).to_have_text("Article 1 of 2 in the queue")

    page.keyboard.press("N")
    arrives(page, "Story 3")
    page.keyboard.press("j")
    page.keyboard.press("C")
    page.keyboard.press("X")  # the last one: nothing is chosen any more
    expect(page.locator("#card [data-mention]")).to_have_count(0)
    eventually(page, lambda: count(Status.REJECTED) == 1)
    expect(page.locator(".place")).to_have_text("Article 2 of 2 in the queue")
    page.keyboard.press("Enter")
    arrives(page, "Story 2")
    # The last names: one key each, and Enter.
    for key in ("j", "C", "c", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("#notice")).to_contain_text("That was the last of the queue.")
    expect(page.locator(".empty")).to_contain_text("Everything is reviewed.")


def test_done_waits_until_every_correction_is_saved(page_as, analyst, articles):
    page = page_as(analyst)
    page.goto(f"{articles[0].get_absolute_url()}?queue=&at=1")
    page.keyboard.press("j")
    page.keyboard.press("C")
    page.keyboard.press("C")
    page.keyboard.press("Enter")
    expect(page.locator("#notice")).to_contain_text("Done: Story 1.")
    expect(page.locator("#notice")).not_to_contain_text("undecided")
    assert count(Status.CONFIRMED) == 2


def test_the_queue_stays_in_the_address_while_mentions_are_chosen(page_as, analyst, articles):
    page = page_as(analyst)
    page.goto("/review/?kind=gang")
    page.get_by_role("link", name="Story 2", exact=True).click()
    page.locator("#text .mention").first.click()
    expect(page).to_have_url(re.compile(r"queue=kind%3Dgang&at=2&mention="))
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile(r"queue=kind%3Dgang&at=2$"))
    page.get_by_role("button", name="Done, next").click()
    arrives(page, "Story 3")


def test_mentions_are_decided_by_keys_in_the_list(page_as, analyst, articles):
    page = page_as(analyst)
    page.goto("/review/mentions/")
    rows = page.locator(".mention-row")
    expect(rows).to_have_count(6)
    page.keyboard.press("j")
    page.keyboard.press("c")
    expect(rows.nth(0)).to_have_attribute("data-status", "confirmed")
    expect(rows.nth(1)).to_be_focused()
    page.keyboard.press("x")
    expect(rows.nth(1)).to_have_attribute("data-status", "rejected")
    expect(page.locator("#last-act")).to_contain_text("Rejected “MS-13”")
    assert (count(Status.CONFIRMED), count(Status.REJECTED)) == (1, 1)
    rejected = rows.nth(1).get_attribute("id")
    page.keyboard.press("u")
    expect(page.locator("#notice")).to_contain_text("Undone: Rejected “MS-13”")
    expect(page.locator(f"#{rejected}")).to_be_focused()
    assert count(Status.REJECTED) == 0


def test_only_what_is_ticked_is_confirmed_and_one_undo_takes_it_back(page_as, analyst, articles):
    page = page_as(analyst)
    page.goto("/review/mentions/")
    button = page.get_by_role("button", name="Confirm the")
    expect(button).to_be_disabled()
    page.get_by_role("checkbox").nth(0).check()
    page.get_by_role("checkbox").nth(3).check()
    expect(button).to_have_text("Confirm the 2 ticked")
    button.click()
    expect(page.locator("#notice")).to_contain_text("Confirmed 2 mentions.")
    assert count(Status.CONFIRMED) == 2
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#notice")).to_contain_text("Undone")
    assert count(Status.CONFIRMED) == 0


def test_what_somebody_changed_meanwhile_is_not_confirmed_with_the_rest(
    page_as, analyst, bea, articles
):
    page = page_as(analyst)
    page.set_viewport_size({"width": 1200, "height": 3000})
    page.goto("/review/mentions/")
    mention_actions.reject(articles[0].mentions.get(name="MS-13"), user=bea)
    page.get_by_role("button", name="Tick what is in view").click()
    page.get_by_role("button", name="Confirm the 6 ticked").click()
    expect(page.locator("#notice")).to_contain_text("Confirmed 5 mentions.")
    expect(page.locator("#notice")).to_contain_text("Bea changed “MS-13” before you")
    assert (count(Status.CONFIRMED), count(Status.REJECTED)) == (5, 1)


def test_ticking_what_is_in_view_leaves_what_is_not(page_as, analyst, articles):
    page = page_as(analyst)
    page.set_viewport_size({"width": 1200, "height": 560})
    page.goto("/review/mentions/")
    page.get_by_role("button", name="Tick what is in view").click()
    ticked = page.locator(".mention-row input:checked").count()
    assert 0 < ticked < 6


def test_only_what_is_on_the_screen_is_confirmed_in_an_article(page_as, analyst, live_server):
    paragraphs = [f"Paragraph {number} tells more of it." for number in range(60)]
    paragraphs[0] = "MS-13 met Barrio 18."
    paragraphs[50] = "Then MS-13 left."
    article = make_article("\n\n".join(paragraphs), title="A meeting")
    gang = make_entity("MS-13")
    make_mention(article, "MS-13", gang)
    make_mention(article, "MS-13", gang)
    make_mention(article, "Barrio 18", make_entity("Barrio 18"))
    page = page_as(analyst)
    page.goto(article.get_absolute_url())
    expect(page.get_by_role("button", name="Confirm the 2 undecided on screen")).to_be_visible()

    page.keyboard.press("A")

    marks = page.locator("#text .mention")
    expect(marks.nth(1)).to_have_attribute("data-status", "confirmed")
    expect(marks.nth(2)).to_have_attribute("data-status", "proposed")
    eventually(page, lambda: count(Status.CONFIRMED) == 2)
    assert Action.objects.count() == 1
    expect(page.locator("#panel")).to_contain_text("1 undecided as a list")
    page.keyboard.press("u")
    eventually(page, lambda: count(Status.CONFIRMED) == 0)
    expect(marks.nth(0)).to_have_attribute("data-status", "proposed")
    marks.nth(2).scroll_into_view_if_needed()
    expect(page.get_by_role("button", name="Confirm the 1 undecided on screen")).to_be_visible()


def test_what_lies_under_the_card_is_not_on_the_screen(page_as, analyst, live_server):
    article = make_article("MS-13 came.\n\nIn the second line MS-13 left.", title="Two lines")
    gang = make_entity("MS-13")
    for _ in range(2):
        make_mention(article, "MS-13", gang)
    page = page_as(analyst)
    page.goto(article.get_absolute_url())
    page.locator("#text .mention").first.click()
    expect(page.locator("#card [data-mention]")).to_be_visible()
    expect(page.get_by_role("button", name="Confirm the 1 undecided on screen")).to_be_visible()


def test_two_people_assign_review_send_back_and_approve(
    page_as, analyst, bea, articles, second_page
):
    Source.objects.update(needs_approval=True)
    page = page_as(analyst)
    page.goto("/review/")
    page.get_by_role("checkbox", name="Tick “Story 2”").check()
    page.get_by_label("Assign the 1 ticked to").select_option("Bea")
    page.get_by_role("button", name="Assign").click()
    expect(page.locator("#notice")).to_contain_text("Assigned 1 article to Bea.")

    second_page.goto("/review/?assigned=me")
    second_page.get_by_role("link", name="Story 2", exact=True).click()
    second_page.get_by_role("button", name="Done, next").click()
    expect(second_page.locator("#notice")).to_contain_text("waits for a second pair of eyes")
    assert state(articles[1]) == "approval"
    second_page.goto(articles[1].get_absolute_url())
    expect(second_page.get_by_role("button", name="Approve")).to_have_count(0)
    expect(second_page.locator("#head")).to_contain_text("somebody else approves it")

    page.goto("/review/?state=approval")
    page.get_by_role("link", name="Story 2", exact=True).click()
    expect(page.locator("#head")).to_contain_text("Reviewed by Bea")
    page.get_by_text("Send back…").click()
    page.get_by_label("What Bea is to look at again").fill("the town")
    page.get_by_role("button", name="Send back, next").click()
    expect(page.locator("#notice")).to_contain_text("Sent back to Bea: Story 2.")

    second_page.goto("/review/?assigned=me")
    expect(second_page.locator("main")).to_contain_text("sent back: “the town”")
    second_page.get_by_role("link", name="Story 2", exact=True).click()
    expect(second_page.locator("#head")).to_contain_text("Sent back: “the town”")
    second_page.keyboard.press("Enter")
    second_page.keyboard.press("Enter")
    expect(second_page.locator("#notice")).to_contain_text("waits for a second pair of eyes")

    page.goto(articles[1].get_absolute_url() + "?queue=state%3Dapproval&at=1")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator("#notice")).to_contain_text("Approved: Story 2.")
    assert state(articles[1]) == "done"
    page.goto("/review/people/")
    expect(page.locator("main")).to_contain_text("Bea")
    expect(page.locator(".couple")).to_contain_text("1 article")


@pytest.mark.no_javascript
def test_the_queue_works_without_javascript(page_as, analyst, articles):
    page = page_as(analyst)
    page.goto("/review/")
    page.get_by_label("Undecided kind").select_option("gang")
    page.get_by_role("button", name="Apply").click()
    page.get_by_role("link", name="Story 1").click()
    page.locator("#text .mention").first.click()
    page.get_by_role("button", name="Confirm c").click()
    expect(page.locator(".place")).to_have_text("Article 1 of 2 in the queue, Gangs")
    page.get_by_role("button", name="Done, next").click()
    arrives(page, "Story 2")
    page.get_by_role("link", name="2 undecided as a list").click()
    expect(page.locator(".mention-row")).to_have_count(2)
    page.get_by_role("button", name="Reject “Santa Ana”").click()
    expect(page.locator("#last-act")).to_contain_text("Rejected “Santa Ana”")
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("checkbox").nth(0).check()
    page.get_by_role("checkbox").nth(1).check()
    page.get_by_role("button", name="Confirm the ticked").click()
    expect(page.locator("#notice")).to_contain_text("Confirmed 2 mentions.")
    expect(page.locator(".empty")).to_contain_text("Nothing that waits fits these filters.")


def test_the_keys_of_the_list_can_be_switched_off(page_as, analyst, articles):
    page = page_as(analyst)
    page.goto("/review/mentions/")
    page.evaluate("localStorage.setItem('single-keys-off', '1')")
    page.keyboard.press("j")
    page.keyboard.press("c")
    page.wait_for_timeout(200)
    assert count(Status.CONFIRMED) == 0


@pytest.mark.parametrize(
    "path",
    [
        "/review/",
        "/review/?assigned=me",
        "/review/?state=approval&gang_name=nobody+knows",
        "/review/mentions/",
        "/review/people/",
        "article",
    ],
)
def test_the_page_bars_nobody_and_fits(page_as, analyst, bea, articles, path):
    Source.objects.update(needs_approval=True)
    actions.finish(articles[0], user=bea)
    mention_actions.confirm(articles[1].mentions.first(), user=bea)
    actions.assign({articles[1].pk: None}, bea, user=analyst)
    if path == "article":
        path = f"{articles[0].get_absolute_url()}?queue=&at=1"
    page = page_as(analyst)
    for scheme in ("light", "dark"):
        for width, height in SIZES:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.set_viewport_size({"width": width, "height": height})
            page.goto(path)

            assert faults(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
