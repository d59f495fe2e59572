"""Every page: no fault that bars anybody, nothing wider than a phone, in light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from entities.kinds import Kind, RelationKind, Status
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
]
SIZES = ((1440, 1000), (390, 844))


@pytest.fixture
def filled(live_server):
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
    make_evidence(article, article.text[:60], gang, RelationKind.RIVAL_OF, other, confidence=0.7)
    return {
        "entity": gang.get_absolute_url(),
        "article": article.get_absolute_url(),
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

            assert faults(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
    if name.endswith('"'):
        complaints.clear()  # the browser reports the 400 that a faulty query is


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
