"""Relationships over all articles, contradictions and profiles: by keys, by mouse, without scripts.

Each test states its own relationships; none depends on what the machine proposes.
"""

import re

import pytest
from playwright.sync_api import expect

from entities.kinds import Kind, RelationKind, Status
from entities.models import Evidence, Relationship
from entities.relationships import actions
from tests.browser.test_correcting import eventually
from tests.browser.test_pages import LONG, SIZES, faults
from tests.factories import make_article, make_entity, make_evidence, make_mention

QUEUE, CONTRADICTIONS = "/review/relationships/", "/review/contradictions/"
FIRST, SECOND = "MS-13 fights Barrio 18 in Santa Ana.", "Again MS-13 fought Barrio 18."


@pytest.fixture
def browser_context_args(browser_context_args, request):
    if request.node.get_closest_marker("no_javascript"):
        return browser_context_args | {"java_script_enabled": False}
    return browser_context_args


@pytest.fixture
def gangs(live_server):
    return make_entity("MS-13"), make_entity("Barrio 18"), make_entity("Los Zetas")


@pytest.fixture
def links(gangs):
    """Rivals, stated by two sentences, before an alliance stated by one."""
    mara, barrio, zetas = gangs
    article = make_article(f"{FIRST} {SECOND} Los Zetas met MS-13.", title="Two sentences")
    for gang in (mara, mara, barrio, barrio):
        make_mention(article, gang.name, gang)
    for quote, sure in ((FIRST, 0.95), (SECOND, 0.92)):
        make_evidence(article, quote, mara, RelationKind.RIVAL_OF, barrio, confidence=sure)
    quote = "Los Zetas met MS-13."
    make_evidence(article, quote, mara, RelationKind.ALLIED_WITH, zetas, confidence=0.6)
    return list(Relationship.objects.order_by("pk"))


@pytest.fixture
def contradiction(gangs):
    mara, barrio, _ = gangs
    for number, kind in enumerate((RelationKind.RIVAL_OF, RelationKind.ALLIED_WITH)):
        text = f"MS-13 and Barrio 18, it is said ({number})."
        status = Status.PROPOSED if number else Status.CONFIRMED
        make_evidence(make_article(text), text, mara, kind, barrio, status=status)
    return list(Relationship.objects.order_by("pk"))


def status(link: Relationship) -> str:
    return Relationship.objects.get(pk=link.pk).status


def test_keys_alone_judge_sentences_and_whole_relationships(page_as, analyst, links):
    rivals, allies = links
    page = page_as(analyst)
    page.goto(QUEUE)
    group, other = (page.locator(f"#group-{link.pk}") for link in links)
    sentences = group.locator(".statement")
    page.keyboard.press("j")
    expect(group).to_be_focused()
    page.keyboard.press("o")
    expect(sentences).to_have_count(2)
    expect(group).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("c")
    expect(sentences.nth(0)).to_have_attribute("data-status", "confirmed")
    expect(sentences.nth(1)).to_be_focused()
    page.keyboard.press("x")
    expect(sentences.nth(1)).to_have_attribute("data-status", "rejected")
    expect(page.locator("#waiting-relationships")).to_have_text("1")
    expect(other).to_be_focused()
    page.keyboard.press("x")
    expect(other.locator(".group-line")).to_have_attribute("data-status", "rejected")
    assert (status(rivals), status(allies)) == ("confirmed", "rejected")
    expect(other).to_be_focused()  # the last row: there is no other to go to

    page.keyboard.press("u")
    expect(other.locator(".group-line")).to_have_attribute("data-status", "proposed")
    expect(other).to_be_focused()
    page.keyboard.press("u")
    expect(sentences.nth(1)).to_have_attribute("data-status", "proposed")
    assert page.url.endswith(QUEUE)

    page.keyboard.press("k")
    page.keyboard.press("e")
    page.wait_for_url(re.compile(r"\?evidence=\d+#evidence-"))


def test_quick_keys_decide_every_sentence(page_as, analyst, links):
    page = page_as(analyst)
    page.goto(QUEUE)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator(".statement")).to_have_count(2)
    page.keyboard.press("j")
    page.keyboard.press("c")
    page.keyboard.press("c")
    page.keyboard.press("c")

    eventually(page, lambda: Evidence.objects.filter(status="confirmed").count() == 3)
    expect(page.locator('.statement[data-status="confirmed"]')).to_have_count(2)
    expect(page.locator('.group-line[data-status="confirmed"]')).to_have_count(2)


def test_a_group_is_folded_again(page_as, analyst, links):
    page = page_as(analyst)
    page.goto(QUEUE)
    unfold = page.get_by_role("link", name="Sentences of MS-13 rival of Barrio 18")
    unfold.click()
    expect(unfold).to_have_attribute("aria-expanded", "true")
    expect(unfold).to_be_focused()
    unfold.click()
    expect(page.locator(".statement")).to_have_count(0)
    expect(unfold).to_have_attribute("aria-expanded", "false")


def test_by_mouse_what_is_rejected_stays_where_it_is_with_undo(page_as, analyst, links):
    page = page_as(analyst)
    page.goto(QUEUE)
    group = page.locator(f"#group-{links[0].pk}")
    before = group.bounding_box()["y"]
    group.get_by_role("button", name="Reject all").click()
    expect(group.locator(".group-line")).to_have_attribute("data-status", "rejected")
    expect(group.get_by_role("button", name="Reject all")).to_have_count(0)
    expect(group).to_be_focused()
    assert abs(group.bounding_box()["y"] - before) < 60  # the line of the last act has come
    group.get_by_role("button", name="Undo").click()
    expect(group.locator(".group-line")).to_have_attribute("data-status", "proposed")
    expect(group).to_be_focused()


def test_single_keys_can_be_switched_off(page_as, analyst, links):
    page = page_as(analyst)
    page.goto(QUEUE)
    page.evaluate("localStorage.setItem('single-keys-off', '1')")
    for key in "jcx":
        page.keyboard.press(key)
    page.wait_for_timeout(200)
    assert {status(link) for link in links} == {"proposed"}


def test_a_contradiction_is_resolved_by_keys_and_taken_back(page_as, analyst, contradiction):
    rivals, allies = contradiction
    page = page_as(analyst)
    page.goto(CONTRADICTIONS)
    row = page.locator(".contradiction")
    page.keyboard.press("j")
    page.keyboard.press("1")
    expect(row).to_contain_text("Rejected: MS-13 allied with Barrio 18")
    expect(page.locator("#waiting-contradictions")).to_have_text("0")
    expect(row).to_be_focused()
    assert (status(rivals), status(allies)) == ("confirmed", "rejected")

    page.keyboard.press("u")
    expect(row.get_by_role("button", name="This one stands")).to_have_count(2)
    expect(page.locator("#waiting-contradictions")).to_have_text("1")
    assert status(allies) == "proposed"


def test_both_are_dated_in_words_that_are_read_back(page_as, analyst, contradiction):
    page = page_as(analyst)
    page.goto(CONTRADICTIONS)
    row = page.locator(".contradiction")
    page.keyboard.press("j")
    page.keyboard.press("d")
    row.get_by_label("To", exact=True).nth(0).fill("until 2012")
    expect(row.locator(".read-back")).to_contain_text("both still hold at one time")
    row.get_by_label("From", exact=True).nth(1).fill("since June 2012")
    expect(row.locator(".read-back")).to_contain_text("one after the other")
    row.get_by_label("From", exact=True).nth(1).press("Enter")
    expect(row).to_contain_text("Dated: MS-13 rival of Barrio 18 until 2012")
    assert Relationship.objects.get(kind="allied_with").valid_from_precision == "month"


def test_both_stand_for_a_reason(page_as, analyst, contradiction):
    page = page_as(analyst)
    page.goto(CONTRADICTIONS)
    page.get_by_text("Both stand…").click()
    page.get_by_label("Why both stand").fill("Allies in prison, rivals outside.")
    page.get_by_role("button", name="Both stand").click()
    expect(page.locator(".resolved")).to_contain_text("Both stand: MS-13")


def test_a_relationship_is_judged_on_the_profile_in_place(page_as, analyst, links):
    page = page_as(analyst)
    page.goto(links[0].head.get_absolute_url())
    row = page.locator(f"#link-{links[0].pk}")
    expect(row.get_by_role("button", name="Reject")).to_be_hidden()
    row.focus()
    page.keyboard.press("d")
    # The best quote was there before; the others come when they are asked for.
    expect(row.locator("blockquote")).to_have_count(2)
    row.get_by_role("button", name="Reject").click()
    expect(row).to_have_attribute("data-status", "rejected")
    row.get_by_role("button", name="Undo").click()
    expect(row).to_have_attribute("data-status", "proposed")
    row.focus()
    page.keyboard.press("c")
    expect(row).to_have_attribute("data-status", "confirmed")
    expect(page.locator("#last-act")).to_contain_text("Confirmed")
    assert status(links[0]) == "confirmed"


def test_what_an_entity_is_said_to_be_is_corrected_and_undone(page_as, analyst, gangs):
    page = page_as(analyst)
    page.goto(gangs[0].get_absolute_url())
    page.get_by_role("link", name="Correct this…").click()
    page.get_by_label("Name", exact=True).fill("MS 13")
    page.get_by_label("Country").select_option("El Salvador")
    page.get_by_role("button", name="Correct", exact=True).click()
    expect(page.locator("#notice")).to_contain_text("Renamed MS-13 to MS 13.")
    page.get_by_label("Find it by any of its names").fill("Zetas")
    page.get_by_role("button", name="Find").click()
    page.locator("button.option", has_text="Los Zetas").click()
    expect(page.locator("#notice")).to_contain_text("Said that MS 13 is part of Los Zetas.")
    page.get_by_role("button", name="Undo “Renamed MS-13 to MS 13”").click()
    page.goto(gangs[0].get_absolute_url())
    expect(page.locator("h1")).to_have_text("MS-13")
    expect(page.locator("main")).to_contain_text("Faction of")


@pytest.mark.no_javascript
def test_all_of_it_works_without_javascript(page_as, analyst, contradiction, links):
    page = page_as(analyst)
    page.goto(f"{QUEUE}?kind=allied_with")
    page.get_by_role("link", name="Sentences of MS-13 allied with Los Zetas").click()
    page.get_by_role("button", name="Reject this sentence").click()
    expect(page.locator(".statement")).to_have_attribute("data-status", "rejected")
    page.locator(".statement").get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Confirm all").click()
    expect(page.locator(".group-line")).to_have_attribute("data-status", "confirmed")

    page.goto(CONTRADICTIONS)
    page.get_by_role("button", name="This one stands MS-13 rival of Barrio 18").click()
    expect(page.locator("#last-act")).to_contain_text("Rejected: MS-13 allied with Barrio 18")
    page.locator("#last-act").get_by_role("button", name="Undo").click()
    page.get_by_text("Date both…").click()
    page.get_by_label("To", exact=True).nth(0).fill("2012")
    page.get_by_label("From", exact=True).nth(1).fill("2012")
    page.get_by_role("button", name="Save the dates").click()
    expect(page.locator(".empty")).to_contain_text("Nothing contradicts each other.")

    page.goto(links[0].head.get_absolute_url())
    row = page.locator(".rel").first
    row.locator("summary").click()
    row.get_by_role("button", name="Reject").click()
    expect(page.locator("#notice")).to_contain_text("Rejected: ")


@pytest.mark.parametrize(
    "path",
    [QUEUE, f"{QUEUE}?entity_name=nobody", f"{CONTRADICTIONS}?which=all", "open", "profile"],
)
def test_the_page_bars_nobody_and_fits(page_as, analyst, links, contradiction, gangs, path):
    long = make_entity(LONG[:290].strip())
    article = make_article(f"{LONG} fights MS-13.", title=LONG.strip()[:300])
    make_evidence(article, article.text, long, RelationKind.RIVAL_OF, gangs[0])
    make_evidence(article, article.text, long, RelationKind.FACTION_OF, gangs[0], hedged=True)
    actions.confirm(article.evidence.first(), user=analyst)  # the line of the last act is long
    right, wrong = make_entity("San Miguel", Kind.LOCATION), make_entity("La Unión", Kind.LOCATION)
    town = make_entity("Ciudad Barrios", Kind.LOCATION, parent=right)
    make_mention(make_article("In Ciudad Barrios."), "Ciudad Barrios", town, claimed_parent=wrong)
    addresses = {
        "open": f"/relationships/{links[0].pk}/",
        "profile": gangs[0].get_absolute_url(),
    }
    page = page_as(analyst)
    for scheme in ("light", "dark"):
        for width, height in SIZES:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.set_viewport_size({"width": width, "height": height})
            page.goto(addresses.get(path, path))
            for details in page.locator(".resolve details").all()[:1]:
                details.evaluate("one => { one.open = true }")
            for details in page.locator(".quotes, .more-acts, .help").all():
                details.evaluate("one => { one.open = true }")

            assert faults(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_laptop_shows_fifteen_relationships(page_as, analyst, gangs):
    for number in range(30):
        clique = make_entity(f"Clique {number}")
        make_evidence(
            make_article("They said so."), "They said so.", clique, "faction_of", gangs[0]
        )
    page = page_as(analyst)
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(QUEUE)

    bottoms = [row.bounding_box() for row in page.locator(".group").all()]
    assert sum(box["y"] + box["height"] <= 900 for box in bottoms) >= 15
