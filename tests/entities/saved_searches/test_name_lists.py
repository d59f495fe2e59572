import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from entities.kinds import Kind
from entities.models import NameList
from entities.saved_searches import name_lists
from entities.saved_searches.name_lists import (
    MOST_NAMES,
    NamesError,
    begin,
    first_column,
    look_up,
    read_names,
)
from tests.factories import make_article, make_entity, make_mention

pytestmark = pytest.mark.django_db


@pytest.fixture
def known():
    gang = make_entity("MS-13", aliases=["Mara Salvatrucha"])
    make_entity("Los Rojos")
    make_entity("Los Rojos")
    article = make_article("MS-13 and MS-13.")
    make_mention(article, "MS-13", gang)
    make_mention(article, "MS-13", gang)
    make_mention(make_article("MS-13."), "MS-13", gang)
    return gang


def looked_up(reader, *given: str) -> list[list]:
    found = begin(list(given), user=reader)
    assert look_up(found.pk, lambda: False)
    found.refresh_from_db()
    return found.rows


def test_every_name_is_matched_ambiguous_or_nobody_s(reader, known):
    match, ambiguous, none = looked_up(reader, "mara  SALVATRUCHA", "los rojos", "Nobody")

    assert match == ["mara  SALVATRUCHA", "match", [[known.pk, "gang", "MS-13", 2, 3, ""]]]
    assert (ambiguous[1], len(ambiguous[2])) == ("ambiguous", 2)
    assert none == ["Nobody", "none", []]


def test_the_country_is_told_by_its_name(reader):
    make_entity("Los Zetas", country="MX")

    ((_, _, told),) = looked_up(reader, "Los Zetas")
    assert told[0][5] == "Mexico"


def test_the_place_around_the_others_is_matched(reader):
    department = make_entity("San Miguel", Kind.LOCATION)
    make_entity("San Miguel", Kind.LOCATION, parent=department)

    ((_, outcome, told),) = looked_up(reader, "San Miguel")
    assert (outcome, told[0][0]) == ("match", department.pk)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("MS-13\n\n Barrio  18 \r\nMS-13", ["MS-13", "Barrio 18"]),
        ("\ufeffMS-13", ["MS-13"]),
        ("Guzmán, Joaquín\nMS-13\tSV", ["Guzmán, Joaquín", "MS-13"]),
        ("…\nMS-13\x00", ["MS-13"]),
    ],
)
def test_names_are_read_one_a_line(text, found):
    assert read_names(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('"Guzmán, Joaquín",MX,1957\nMS-13,SV\n', ["Guzmán, Joaquín", "MS-13"]),
        ("\ufeffMS-13;SV;a, b\r\nBarrio 18;SV\r\n", ["MS-13", "Barrio 18"]),
        ('"Barrio\n18",SV\n\n,x\nMS-13', ["Barrio 18", "MS-13"]),
    ],
)
def test_of_a_table_the_first_column_is_read(text, found):
    assert read_names(first_column(text)) == found


def test_a_cell_that_is_too_long_is_explained():
    with pytest.raises(NamesError, match="no CSV that can be read"):
        first_column(f'"{"x" * 200_000}"')


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no name"),
        ("… \n -", "no name"),
        ("a\n" + "x" * 301, "Line 2 has a name of 301 characters"),
        ("\n".join(f"n{number}" for number in range(MOST_NAMES + 1)), "at most 10,000"),
    ],
)
def test_a_list_that_cannot_be_looked_up_is_explained(text, words):
    with pytest.raises(NamesError, match=words):
        read_names(text)


@given(st.text(max_size=200))
def test_any_text_is_a_list_or_is_explained(text):
    try:
        assert read_names(text)
        first_column(text)
    except NamesError as error:
        assert str(error).endswith(".")


def test_looking_up_goes_on_where_it_was_stopped(reader, known, monkeypatch):
    monkeypatch.setattr(name_lists, "_PIECE", 2)
    found = begin(["a", "b", "MS-13", "c", "d"], user=reader)
    answers = iter([False, True])
    assert not look_up(found.pk, lambda: next(answers))
    found.refresh_from_db()
    assert found.done == 2

    assert look_up(found.pk, lambda: False)
    found.refresh_from_db()
    assert [row[0] for row in found.rows] == ["a", "b", "MS-13", "c", "d"]


def test_a_list_that_was_deleted_is_let_go():
    assert look_up(999_999, lambda: False)


def test_looking_up_takes_few_queries(reader, known, django_assert_max_num_queries):
    found = begin([f"name {number}" for number in range(200)] + ["MS-13"], user=reader)
    with django_assert_max_num_queries(8):
        look_up(found.pk, lambda: False)


@pytest.fixture
def browse(client, reader):
    client.force_login(reader)
    return client


def test_a_pasted_list_becomes_a_table_to_take_away(browse, known):
    table = browse.post(reverse("entities:name_lists"), {"names": "=MS-13\nNobody"}, follow=True)
    shown = table.content.decode()
    assert "nobody carries this name" in shown
    assert f'href="{known.get_absolute_url()}"' in shown

    found = NameList.objects.get()
    response = browse.get(reverse("entities:name_list_export", args=[found.pk]))
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text)))[1:] == [
        ["'=MS-13", "match", "MS-13", "gang", "", str(known.pk), "2", "3"],
        ["Nobody", "none", "", "", "", "", "0", "0"],
    ]


def test_a_file_is_looked_up(browse, known):
    file = SimpleUploadedFile("names.csv", b"Mara Salvatrucha,SV\n")
    browse.post(reverse("entities:name_lists"), {"file": file})

    assert NameList.objects.get().rows[0][1] == "match"


def test_the_longest_list_can_be_pasted_and_a_longer_text_is_refused_with_a_sentence(browse):
    longest = "\n".join(f"{number} ".ljust(300, "x") for number in range(MOST_NAMES))
    response = browse.post(reverse("entities:name_lists"), {"names": longest})
    assert (response.status_code, len(NameList.objects.get().names)) == (302, MOST_NAMES)

    response = browse.post(reverse("entities:name_lists"), {"names": 2 * longest})
    assert response.status_code == 400
    assert "send less at once" in response.content.decode()


@pytest.mark.parametrize("raw", [b"\xff\xfeM\x00", b""])
def test_a_file_that_is_no_text_is_explained(browse, raw):
    file = SimpleUploadedFile("names.csv", raw or b" ")
    response = browse.post(reverse("entities:name_lists"), {"file": file})

    assert response.status_code == 400
    assert "alert" in response.content.decode()


def test_a_long_list_waits_for_a_job_and_shows_how_far_it_is(browse, monkeypatch):
    monkeypatch.setattr(name_lists, "AT_ONCE", 1)
    response = browse.post(reverse("entities:name_lists"), {"names": "a\nb"}, follow=True)
    assert "0 of 2 names are looked up" in response.content.decode()

    found = NameList.objects.get()
    look_up(found.pk, lambda: False)
    part = browse.get(
        reverse("entities:name_list", args=[found.pk]), headers={"HX-Request": "true"}
    )
    assert "<html" not in part.content.decode()
    assert "nobody carries this name" in part.content.decode()


def test_outcomes_can_be_looked_at_apart(browse, known):
    browse.post(reverse("entities:name_lists"), {"names": "MS-13\nNobody"})
    found = NameList.objects.get()
    shown = browse.get(reverse("entities:name_list", args=[found.pk]), {"outcome": "none"})

    assert [row[0] for row in shown.context["page"]] == ["Nobody"]


@pytest.mark.parametrize("name", ["name_list", "name_list_export"])
def test_the_lists_of_others_are_not_there(client, analyst, reader, name):
    found = begin(["MS-13"], user=reader)
    client.force_login(analyst)

    assert client.get(reverse(f"entities:{name}", args=[found.pk])).status_code == 404
