"""Names of files and folders hint at dates and sources, where nothing says them."""

from datetime import date

import pytest

from articles.article_choices import Origin
from articles.importing.metadata import publication_dates, publishers
from articles.importing.parse_document import parse
from articles.importing.readers import json_lines
from articles.importing.records import Record
from tests.articles.importing.documents import PROSE, parse_json_line, text_record


def parse_file(path: str, text: str = PROSE):
    return parse(text_record(text.encode(), path, path=f"/collection/{path}"))


@pytest.mark.parametrize(
    "name, day",
    [
        ("20230228_leaders-held.txt", date(2023, 2, 28)),
        ("2022_11_15_leaders.txt", date(2022, 11, 15)),
        ("leaders-2021-03-04.txt", date(2021, 3, 4)),
        ("release_2021_010821-statement.txt", date(2021, 1, 8)),
        ("2021-03.txt", date(2021, 3, 1)),
        ("statement-010821.txt", None),
        ("20231345.txt", None),
        ("leaders-held-4000.txt", None),
        ("case-20210304567.txt", None),
    ],
)
def test_the_name_of_a_file_hints_at_the_day(name, day):
    article = parse_file(name)
    assert article.published_on == day
    assert article.published_from == (Origin.FILE_NAME if day else "")


def test_what_the_text_says_outranks_the_name_of_the_file():
    article = parse_file("20230228_x.txt", f"Leaders held\nMarch 1, 2023\n{PROSE}")
    assert (article.published_on, article.published_from) == (date(2023, 3, 1), Origin.STATED)


def test_the_address_outranks_the_name_of_the_file():
    article = parse_file("20230228_x.txt", f"---\nurl: https://x.org/2023/02/27/a\n---\n{PROSE}")
    assert (article.published_on, article.published_from) == (date(2023, 2, 27), Origin.ADDRESS)


def test_the_day_of_the_last_change_is_told_from_that_of_publication():
    article = parse_file("a.txt", f"Leaders held\nUpdated January 8, 2021 at 11 AM ET\n{PROSE}")
    assert article.published_on == article.updated_on == date(2021, 1, 8)
    assert article.published_from == Origin.CHANGE


def test_a_line_of_many_takes_nothing_from_the_name_of_its_file():
    line = f'{{"text": "{" ".join(PROSE.split())}"}}'.encode()
    article = parse(Record(line, json_lines.MEDIA_TYPE, "2021-03-04.jsonl", line=1))
    assert article.published_on is None
    assert parse_json_line(text=PROSE).source == publishers.UNKNOWN


@pytest.mark.parametrize(
    "folder, words, source",
    [
        ("westmark_ca", "Westmark County District Attorney Dana Poole said.", "district attorney"),
        ("westmark_ca", "Eastmark County District Attorney Dana Poole said.", ""),
        ("westmark_ca", "The district attorney said.", ""),
        ("westmark-county-district-attorney", "", "district attorney"),
        ("news", "Westmark County District Attorney Dana Poole said.", ""),
    ],
)
def test_folder_and_text_together_hint_at_an_office(folder, words, source):
    article = parse_file(f"{folder}/a.txt", f"{PROSE} {words}")
    if source:
        assert article.source == "Westmark County District Attorney's Office"
        assert article.source_from == Origin.FOLDER
    else:
        assert (article.source, article.source_from) == (publishers.UNKNOWN, "")


@pytest.mark.parametrize(
    "line, office",
    [
        ("Westmark County District Attorney", "Westmark County District Attorney's Office"),
        ("The Westmark District Attorney’s Office", "Westmark District Attorney's Office"),
        ("Westmark County Attorney's Office, AZ", "Westmark County Attorney's Office"),
        (
            "Office of Westmark-Dale State Attorney Dana Lee Poole",
            "Westmark-Dale State Attorney's Office",
        ),
        ("Westmark County - Sheriff's Department", "Westmark County Sheriff's Department"),
        ("Westmark Police Department", "Westmark Police Department"),
        ("Fiscalía General de la República", "Fiscalía General de la República"),
        ("Ministério Público do Paraná", "Ministério Público do Paraná"),
        ("Staatsanwaltschaft Westmark", "Staatsanwaltschaft Westmark"),
        ("Assistant District Attorney", ""),
        ("Westmark County District Attorney charges two men", ""),
        ("Police Department raids the harbor", ""),
    ],
)
def test_the_name_of_an_office_is_told_from_other_lines(line, office):
    assert publishers.office(line) == office


@pytest.mark.parametrize(
    "written, name",
    [
        ("Noticias del Puerto - La Prensa Gráfica | Infórmate", "La Prensa Gráfica"),
        ("Channel 4 News | Portville News, Weather, Sports", "Channel 4 News"),
        ("Newsroom", ""),
        ("El Puerto", "El Puerto"),
    ],
)
def test_a_site_has_one_name_whatever_its_slogan(written, name):
    assert publishers.canonical(written) == name


@pytest.mark.parametrize(
    "written, day_first, day",
    [
        ("03/05/2022", True, date(2022, 5, 3)),
        ("03/05/2022", False, date(2022, 3, 5)),
        ("03/05/2022", None, date(2022, 1, 1)),
    ],
)
def test_numbers_are_a_day_only_where_their_order_is_known(written, day_first, day):
    assert publication_dates.parse(written, day_first=day_first).first == day


def test_an_american_time_tells_that_the_month_comes_first():
    assert publication_dates.read_line("03/05/2022 9:00 a.m. EST").published.first.month == 3
