"""Front matter says title, dates, people, source and address; what is faulty is said."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.article_choices import Origin
from articles.importing.metadata import front_matter
from tests.articles.importing.documents import PROSE, news, parse_text


def with_fields(fields: str, sign: str = "---"):
    return parse_text(f"{sign}\n{fields}\n{sign}\n\n{PROSE}")


@pytest.mark.parametrize(
    "fields, expected",
    [
        (
            "title: Leaders held\ndate: '2021-03-04'\nauthor: Ana Ruiz\nsource: El Puerto\n"
            "url: https://example.org/a\ntags: gangs, port\nlang: en",
            {
                "title": "Leaders held",
                "published_on": date(2021, 3, 4),
                "byline": "Ana Ruiz",
                "source": "El Puerto",
                "url": "https://example.org/a",
                "sections": ("gangs", "port"),
            },
        ),
        (
            'headline: "Leaders\\u2019 fall"\npublished_time: 2021-03-04 23:30:00-05:00\n'
            "date: 2021-03-05\nmodified_time: 2021-03-06 01:00:00-05:00\n"
            "source_url: https://www.whitehouse.gov/a/",
            {
                "title": "Leaders’ fall",
                "published_on": date(2021, 3, 4),  # the page's own day, not that of Greenwich
                "updated_on": date(2021, 3, 6),
                "source": "The White House",
                "source_from": Origin.ADDRESS,
            },
        ),
        (
            "title: Leaders held\nsource: https://example.org/b\nauthor:\n  - '[[Ana Ruiz]]'\n"
            "  - name: Luis Gil\npublished: 2021-03\ncreated: 2024-01-01\ncategories: [a, b]",
            {
                "byline": "Ana Ruiz, Luis Gil",
                "url": "https://example.org/b",
                "sections": ("a", "b"),
                "published_on": date(2021, 3, 1),
                "published_precision": "month",
            },
        ),
        ("título: Dos presos\nfecha: 03/05/2021\nidioma: es", {"published_on": date(2021, 5, 3)}),
        ("title: 2024\ndate: 2021-3-4", {"title": "2024", "published_on": date(2021, 3, 4)}),
        ("title: No", {"title_is_made": True}),
    ],
)
def test_fields_of_many_names_are_read(fields, expected):
    article = with_fields(fields)
    assert {name: getattr(article, name) for name in expected} == expected
    assert (news(article), article.warning) == (PROSE, "")


def test_toml_is_read_too():
    article = with_fields(
        'title = "Leaders held"\ndate = 2021-03-04T10:00:00Z\nlastmod = 2021-03-05\n'
        'authors = ["Ana Ruiz"]\n[params]\nsource = "x"',
        "+++",
    )
    assert (article.title, article.byline) == ("Leaders held", "Ana Ruiz")
    assert (article.published_on, article.updated_on) == (date(2021, 3, 4), date(2021, 3, 5))


def test_faulty_fields_are_read_line_by_line_with_a_warning():
    article = with_fields("title: Leaders held: a raid\ndate: 2021-03-04\n  odd: [")
    assert (article.title, article.published_on) == ("Leaders held: a raid", date(2021, 3, 4))
    assert "no valid YAML" in article.warning and article.warning.endswith(".")
    assert news(article) == PROSE


@pytest.mark.parametrize(
    "text",
    [
        f"---\n\n{PROSE}\n\n---\n\n{PROSE}",
        f"---\n{PROSE}",
        f"---\ntitle: never closed\n{PROSE}",
        f"- - -\n{PROSE}",
    ],
)
def test_lines_of_dashes_alone_are_no_front_matter(text):
    article = parse_text(text)
    assert PROSE in article.text
    assert article.warning == ""


@pytest.mark.parametrize(
    "fields",
    [
        "a: " + "[" * 3000,
        "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\ntitle: t",
        "? [a, b]\n: c\ntitle: t",
        "!!python/object/apply:os.system ['true']",
        "title: " + "x" * 60_000,
    ],
)
def test_no_front_matter_is_too_odd(fields):
    with_fields(fields)


@given(st.text(alphabet="title:date-[]{}&*!?|>'\"#%@ \n0123", max_size=120))
@settings(deadline=None)
def test_any_fields_are_read_or_left(fields):
    front_matter.read(f"---\ntitle: x\n{fields}\n---\ntext")
