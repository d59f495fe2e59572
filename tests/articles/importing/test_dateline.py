"""Datelines of news and of wire texts, which are all capitals with bracketed markers."""

import os
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from articles.importing.metadata import dateline
from articles.importing.parse_document import parse
from articles.importing.readers import json_lines
from articles.importing.records import ParsedArticle, Record
from tests.articles.importing.documents import PROSE, parse_json_line, parse_text

BODY = "[TEXT] THE BATTALION HAS REPORTED THAT 50\nPEASANTS WERE KIDNAPPED.  MORE FOLLOWS."


@pytest.mark.parametrize(
    "opening, place, source",
    [
        ("SAN SALVADOR, El Salvador (AP) — ", "SAN SALVADOR, El Salvador", "AP"),
        ("SAN SALVADOR, March 3 (Reuters) - ", "SAN SALVADOR", "Reuters"),
        ("San Salvador, 25 oct (EFE).- ", "San Salvador", "EFE"),
        ("WASHINGTON — ", "WASHINGTON", "Unknown source"),
        ("SAN PEDRO SULA, Honduras – ", "SAN PEDRO SULA, Honduras", "Unknown source"),
    ],
)
def test_the_dateline_gives_place_and_agency_and_is_left_out_of_the_title(opening, place, source):
    article = parse_text(opening + PROSE)
    assert (article.dateline, article.source) == (place, source)
    assert article.title.startswith("Police in the Salvadoran capital")


@pytest.mark.parametrize(
    "text",
    [
        "MS-13 - the gang that terrorises the region - has grown, officials said. It is large.",
        "Police (and soldiers) -- about 400 of them -- searched the town. They left on Monday.",
        "BREAKING — Police have arrested a leader of the gang in the capital. More follows.",
    ],
)
def test_a_dash_in_a_sentence_makes_no_dateline(text):
    assert parse_text(text).dateline == ""


def parse_line(raw: bytes) -> ParsedArticle:
    return parse(Record(raw, json_lines.MEDIA_TYPE, "wire.jsonl", line=1))


@pytest.mark.parametrize(
    "opening, place, published, source",
    [
        ("SAN SALVADOR, 3 JAN 90 -- ", "SAN SALVADOR", date(1990, 1, 3), "Unknown source"),
        ("BOGOTA, 15 JAN 90 (DPA) -- ", "BOGOTA", date(1990, 1, 15), "DPA"),
        (
            "GUATEMALA CITY, 4 AUG 89 (ACAN - EFE) -- ",
            "GUATEMALA CITY",
            date(1989, 8, 4),
            "ACAN-EFE",
        ),
        (
            "MANAGUA (NICARAGUA), 13 APR 89 (EFE) -- ",
            "MANAGUA (NICARAGUA)",
            date(1989, 4, 13),
            "EFE",
        ),
        (
            "RIO DE JANEIRO (BRAZIL), 20 APR 89 (REDE GLOBO TELEVISION) -- \n",
            "RIO DE JANEIRO (BRAZIL)",
            date(1989, 4, 20),
            "REDE GLOBO TELEVISION",
        ),
        (
            "CLANDESTINE, 23 JUN 89 (RADIO VENCEREMOS) -- ",
            "CLANDESTINE",
            date(1989, 6, 23),
            "RADIO VENCEREMOS",
        ),
        ("TAIPEI (TAIWAN), 4 SEPT 89 (CNA) -- ", "TAIPEI (TAIWAN)", date(1989, 9, 4), "CNA"),
        ("PERTH (AUSTRALIA), JUNE 11 89 (AFP) -- ", "PERTH (AUSTRALIA)", date(1989, 6, 11), "AFP"),
        ("BOGOTA, 18 APRIL 89 (AFP)-- ", "BOGOTA", date(1989, 4, 18), "AFP"),
        ("BOGOTA, 27 APR 90 [INRAVISION) -- ", "BOGOTA", date(1990, 4, 27), "INRAVISION"),
        ("TEGUCIGALPA, 7 FEB (REUTER) -- ", "TEGUCIGALPA", None, "REUTER"),
        (
            "SAN SALVADOR, NO DATE (DOMESTIC SERVICE) -- ",
            "SAN SALVADOR",
            None,
            "SAN SALVADOR DOMESTIC SERVICE",
        ),
        ("NO CITY (EL SALVADOR), NO DATE -- ", "EL SALVADOR", None, "Unknown source"),
        ("NO CITY, NO DATE (FBIS) -- ", "", None, "FBIS"),
        ("BOGOTA/CALI, 2 MAY 89 (EFE) -- ", "BOGOTA/CALI", date(1989, 5, 2), "EFE"),
        ("BOGOTA AND CALI, 2 MAY 89 (EFE) -- ", "BOGOTA AND CALI", date(1989, 5, 2), "EFE"),
    ],
)
def test_the_dateline_is_taken_apart(opening, place, published, source):
    article = parse_json_line(text=opening + BODY)
    assert (article.dateline, article.published_on, article.source) == (place, published, source)
    assert article.published_precision == ("day" if published else "")
    assert article.title == "THE BATTALION HAS REPORTED THAT 50 PEASANTS WERE KIDNAPPED"
    assert (article.body_start, article.body_end) == (0, len(article.text))


@pytest.mark.parametrize(
    "markers, byline",
    [
        ("[REPORT] [NANCY\nPERLA] [TEXT] ", "NANCY PERLA"),
        (
            "[REPORT] [ARMED FORCES PRESS COMMITTEE,\nCOPREFA] [TEXT] ",
            "ARMED FORCES PRESS COMMITTEE, COPREFA",
        ),
        ("[SPEECH] [PRESIDENT ALFREDO CRISTIANI] [TEXT] [CONTINUED] ", ""),
        ("[EXCERPTS] ", ""),
        ("", ""),
    ],
)
def test_the_markers_name_the_author_and_are_no_part_of_the_title(markers, byline):
    article = parse_json_line(
        text=f"LIMA, 3 JUN 89 (EFE) -- {markers}THE ARMY HAS REPORTED AN ATTACK IN LIMA."
    )
    assert article.byline == byline
    assert article.title == "THE ARMY HAS REPORTED AN ATTACK IN LIMA"


def test_a_remark_of_the_writer_is_part_of_the_text():
    text = "LIMA, 3 JUN 89 (EFE) -- [TEXT] [as received] The army spoke."
    found = dateline.read(text, 0, len(text))
    assert text[found.end :].startswith("[as received]")


def test_a_file_of_real_wire_texts_is_understood_and_nothing_of_it_is_cut():
    folder = os.environ.get("GANGINTEL_SHARED")
    if not folder:
        pytest.skip("GANGINTEL_SHARED does not name the folder with the wire texts")
    lines = (Path(folder) / "corpora/fbis_1989_wire.jsonl").read_bytes().splitlines()
    articles = [parse_line(line) for line in lines]
    # The others say NO DATE or leave out the year, and NO CITY.
    assert sum(article.published_on is not None for article in articles) >= 1232
    assert sum(bool(article.dateline) for article in articles) >= 1287
    assert sum(article.source != "Unknown source" for article in articles) >= 1210
    years = Counter(article.published_on.year for article in articles if article.published_on)
    assert years.keys() == {1988, 1989, 1990, 2011}
    assert years[2011] == 1  # a slip of the wire itself: "11 MAR 11"
    assert all(article.title_is_made for article in articles)
    assert not any(article.furniture for article in articles)
    assert all(
        (article.body_start, article.body_end) == (0, len(article.text)) for article in articles
    )


def test_press_statements_lose_nothing():
    folder = os.environ.get("GANGINTEL_SHARED")
    if not folder:
        pytest.skip("GANGINTEL_SHARED does not name the folder with the press statements")
    lines = (Path(folder) / "gold/re3d_us_state.jsonl").read_bytes().splitlines()
    articles = [parse_line(line) for line in lines]
    assert not any(article.furniture for article in articles)
    assert not any(article.text[article.body_end :].strip() for article in articles)
