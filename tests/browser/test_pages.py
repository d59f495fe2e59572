"""Every page: no fault that bars anybody, nothing wider than a phone, in light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from entities.kinds import Kind, RelationKind, Status
from entities.models import Extraction
from entities.saved_searches.actions import save
from entities.saved_searches.arrivals import record_arrivals
from entities.saved_searches.name_lists import begin, look_up
from entities.search.search_log import remember, slip
from tests.factories import make_article, make_entity, make_evidence, make_mention

LONG = "Movimiento Revolucionario Internacional de la Mara Salvatrucha Trece " * 3
PAGES = [
    "/",
    "/search/",
    "/search/?q=MS13",
    '/search/?q="',
    "/entities/",
    "entity",
    "article",
    "card",
    "statement",
]
SIZES = ((1440, 1000), (390, 844))
MORE_PAGES = [
    "/search/?q=MS13&view=table",
    "/search/?q=MS13&view=map",
    "/search/?q=gang:MS31",
    "/search/?q=" + "x" * 300 + "+gang:" + "y" * 300,
    "/searches/",
    "new",
    "/searches/names/",
    "names",
    "/searches/history/",
    "/searches/log/",
    "merge",
    "merge both",
    "correct",
    "past",
    "stating",
    "correcting",
    "/review/changed-texts/",
    "/review/people/",
]


@pytest.fixture
def filled(live_server, analyst):
    """Articles, long names and every status among them; returns the addresses by name."""
    land = make_entity("El Salvador", Kind.LOCATION, country="SV")
    town = make_entity(
        "Ciudad Barrios", Kind.LOCATION, parent=land, latitude=13.77, longitude=-88.27
    )
    gang, other = (
        make_entity("MS-13", aliases=["MS13", LONG[:290]]),
        make_entity(LONG[:290].strip()),
    )
    article = make_article(
        f"MS-13 fights {LONG[:290].strip()} in Ciudad Barrios. DEA agents paid $1,500 in 2012.\n\n"
        "Analysis\n\nSEE ALSO: more\n\nThe end of MS-13.",
        title=LONG.strip()[:300],
        furniture=[],
    )
    make_mention(article, "MS-13", gang, status=Status.CONFIRMED, confidence=0.9)
    mention = make_mention(article, "MS-13", gang, confidence=0.5, reason="gazetteer name")
    make_mention(article, LONG[:290].strip(), other, confidence=0.5)
    make_mention(article, "Ciudad Barrios", town, claimed_parent=land)
    make_mention(article, "DEA", make_entity("DEA", Kind.AGENCY))
    make_mention(article, "$1,500", kind=Kind.MONEY, value="USD 1500")
    make_mention(article, "2012", kind=Kind.DATE, value="2012")
    evidence = make_evidence(
        article, article.text[:60], gang, RelationKind.RIVAL_OF, other, confidence=0.7
    )
    search = save("MS-13", user=analyst, name=LONG[:120], watch="daily")
    Extraction.objects.create(
        article=article, pipeline_version="1", text_hash=article.text_hash, seconds=0.1
    )
    record_arrivals()
    names = begin(["MS13", LONG[:290].strip(), "Nobody " + "x" * 200], user=analyst)
    look_up(names.pk, lambda: False)
    remember(slip("MS13 " * 40, user=analyst, seconds=2, total=1), user=analyst)
    remember(slip('"' + LONG, user=analyst, seconds=0, fault="It has no partner."), user=analyst)
    return {
        "new": search.get_absolute_url(),
        "names": f"/searches/names/{names.pk}/",
        "merge": f"/entities/{gang.pk}/merge/?q=mara",
        "merge both": f"/entities/{gang.pk}/merge/?other={other.pk}",
        "correct": f"/entities/{town.pk}/correct/?q=salvador",
        "past": f"{gang.get_absolute_url()}?known={timezone.localdate()}",
        "entity": gang.get_absolute_url(),
        "article": article.get_absolute_url(),
        "statement": evidence.get_absolute_url(),
        "stating": f"/relationships/add/?article={article.pk}&mention={mention.pk}&for=head&q=MS",
        "correcting": f"/relationships/add/?evidence={evidence.pk}",
        "card": f"{article.get_absolute_url()}?mention={mention.pk}",
    }


@pytest.mark.parametrize("name", PAGES)
def test_the_page_bars_nobody_and_fits(page_as, analyst, filled, complaints, name):
    page = page_as(analyst)
    for scheme in ("light", "dark"):
        for width, height in SIZES:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.set_viewport_size({"width": width, "height": height})
            page.goto(filled.get(name, name))
            if name == "statement" and not page.locator(".statement-card").count():
                page.locator("[data-state-change]").click()
                page.locator(".statement-card").wait_for()

            assert faults(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
    if name.endswith('"'):
        complaints.clear()  # the browser reports the 400 that a faulty query is


@pytest.mark.parametrize("name", MORE_PAGES)
def test_the_pages_around_the_search_bar_nobody_and_fit(page_as, analyst, filled, name):
    page = page_as(analyst)
    for scheme, (width, height) in zip(("light", "dark"), SIZES, strict=True):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": height})
        page.goto(filled.get(name, name))

        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def faults(page) -> list:
    """What bars people, by the rules of axe: (rule, elements)."""
    return [
        (fault["id"], [node["html"][:200] for node in fault["nodes"]])
        for fault in Axe().run(page).response["violations"]
        if fault["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("text", ["plain", "😀a😀", "e\u0301👩\u200d👧x", "عمر 😀", ""])
def test_offsets_are_converted_both_ways(page_as, analyst, live_server, text):
    page = page_as(analyst)
    page.goto("/")
    pairs = page.evaluate(
        """async text => {
          const { codePointsBefore, unitsBefore } = await import("/static/js/reader/offsets.js");
          const ends = [...text].map((_, n, all) => all.slice(0, n + 1).join("").length);
          return [0, ...ends].map(unit => {
            const points = codePointsBefore(text, unit);
            return [points, unitsBefore(text, points) === unit];
          });
        }""",
        text,
    )
    assert pairs == [[points, True] for points in range(len(text) + 1)]
