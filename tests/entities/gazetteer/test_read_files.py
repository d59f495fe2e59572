from itertools import pairwise

import pytest

from entities.gazetteer.file_format import GazetteerError
from entities.gazetteer.places.countries import centres
from entities.gazetteer.read_files import default_rows, gazetteer_from_files, row_of, rows_of
from entities.kinds import Kind
from entities.names import fold

GANGS = "key\tname\tsubtype\tcountry\tparent\taliases\tweak_aliases\tsource\n"
PRISONS = "key\tname\tcountry\tdivision\tcity\tlatitude\tlongitude\taliases\tsource\n"


@pytest.fixture
def write(tmp_path):
    def written(name, text):
        file = tmp_path / name
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    return written


def test_the_projects_own_files_are_sound_and_joined():
    rows = default_rows()
    keys = list(rows)
    assert all(row.parent in rows for row in rows.values() if row.parent.startswith("gang:"))
    # Parents come first, so that whoever writes the rows can go through them once.
    places = [row for row in rows.values() if row.parent in rows]
    assert all(keys.index(row.parent) < keys.index(row.key) for row in places[:300])
    assert sum(key.startswith("gang:") for key in keys) >= 600
    assert sum(key.startswith("agency:") for key in keys) >= 250
    assert sum(key.startswith("place:prison:") for key in keys) >= 90
    assert all(fold(name) for row in rows.values() for name in row.names)


@pytest.mark.parametrize(
    "chain",
    [
        ["place:geonames:3586983", "place:SV-SM", "place:SV", "place:region:central-america"],
        ["place:US-CA", "place:US", "place:region:north-america", "place:region:the-americas"],
        ["place:prison:adx-florence", "place:geonames:5422018", "place:US-CO", "place:US"],
        ["gang:barrio-18-revolucionarios", "gang:barrio-18"],
    ],
)
def test_a_row_knows_what_it_is_part_of(chain):
    for key, parent in pairwise(chain):
        assert row_of(key).parent == parent


def test_the_snapshot_holds_no_cities():
    gazetteer = gazetteer_from_files()
    assert gazetteer.entities["place:US-CA"].parent == "place:US"
    assert not any(key.startswith("place:geonames:") for key in gazetteer.entities)
    assert {name.key for name in gazetteer.names} == gazetteer.entities.keys()


def test_a_name_listed_as_weak_is_weak_wherever_else_it_stands(write):
    file = write("gangs.tsv", GANGS + "rojos\tLos Rojos\t\tMX\t\tRojos\tlos rojos\tme\n")
    row = rows_of([file])["gang:rojos"]
    assert row.names == {"Los Rojos": True, "Rojos": False}


@pytest.mark.parametrize("name", ["gangs.tsv", "my-gangs.tsv", "gangs of Kent.tsv", "list.tsv"])
def test_what_the_rows_are_shows_in_the_name_or_the_columns(write, name):
    file = write(name, GANGS + "kent\tKent Crew\t\tGB\t\t\t\tme\n")
    assert rows_of([file])["gang:kent"].kind == Kind.GANG


def test_columns_may_come_in_any_order_and_most_may_be_missing(write):
    file = write("gangs.tsv", "\ufeffname\tkey\r\nKent Crew\tkent\r\n\r\n")
    assert rows_of([file])["gang:kent"].name == "Kent Crew"


def test_a_prison_lies_in_the_town_nearest_to_it(write):
    row = "x\tX Prison\tUS\t\tFlorence\t38.36\t-105.10\t\tme\n"
    prison = rows_of([write("prisons.tsv", PRISONS + row)])["place:prison:x"]
    assert (prison.parent, prison.division) == ("place:geonames:5422018", "US-CO")


def test_a_prison_far_from_any_such_town_lies_in_its_division(write):
    row = "x\tX Prison\tUS\tUS-CO\tFlorence\t40.9\t-102.1\t\tme\n"
    assert rows_of([write("prisons.tsv", PRISONS + row)])["place:prison:x"].parent == "place:US-CO"


@pytest.mark.parametrize(
    ("name", "text", "line", "reason"),
    [
        ("gangs.tsv", b"\xff\xfe", 1, "not UTF-8"),
        ("gangs.tsv", GANGS.encode() + b"a\tB\xe9\t\t\t\t\t\t\n", 2, "not UTF-8"),
        ("gangs.tsv", b"", 1, "“key” is missing"),
        ("things.tsv", b"key\tname\n", 1, "neither the file's name nor its columns"),
        ("gangs.tsv", b"key\tname\tcolour\n", 1, "“colour” is not a column"),
        ("gangs.tsv", b"key\tname\tname\n", 1, "“name” is not a column of gangs, or stands there"),
        ("gangs.tsv", b"key\tname\na\n", 2, "1 cells where the header has 2"),
        ("gangs.tsv", b"key\tname\n\na\t\n", 3, "“name” is empty"),
        ("gangs.tsv", b"key\tname\nMS 13\tMS-13\n", 2, "not a key"),
        ("gangs.tsv", b"key\tname\na\t--\n", 2, "no letter or digit"),
        ("gangs.tsv", b"key\tname\na\t" + b"x" * 301 + b"\n", 2, "longer than 300"),
        ("gangs.tsv", b"key\tname\na\tA\na\tB\n", 3, "stands in"),
        ("gangs.tsv", b"key\tname\tcountry\na\tA\tMexico\n", 2, "“Mexico” is not a country"),
        ("gangs.tsv", b"key\tname\tparent\na\tA\tb\n", 2, "parent gang:b is not known"),
        ("gangs.tsv", b"key\tname\tparent\na\tA\tb\nb\tB\ta\n", None, "part of itself"),
        ("agencies.tsv", b"key\tname\tplace\na\tA\tXX-1\n", 2, "not a division"),
        ("agencies.tsv", b"key\tname\tcountry\tplace\na\tA\tMX\tUS-CA\n", 2, "not in the country"),
        ("cities.tsv", b"geonames_id\taliases\nMunich\tX\n", 2, "not the GeoNames number"),
        ("prisons.tsv", b"key\tname\tlatitude\na\tA\t91\n", 2, "not a number of degrees up to 90"),
        ("prisons.tsv", b"key\tname\tlatitude\na\tA\tnan\n", 2, "not a number of degrees"),
        ("prisons.tsv", b"key\tname\tlatitude\na\tA\t9\n", 2, "but not both"),
    ],
)
def test_a_fault_is_told_with_file_line_and_reason(write, name, text, line, reason):
    file = write(name, text)
    with pytest.raises(GazetteerError) as raised:
        rows_of([file])
    assert str(raised.value).startswith(f"{file}, line {line or ''}")
    assert reason in str(raised.value)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(GazetteerError, match=r"gone.tsv cannot be read: No such file"):
        rows_of([tmp_path / "gone.tsv"])


def test_regions_areas_and_countries_stand_where_they_are_usually_put():
    for key in ("place:region:africa", "place:area:bay-area", "place:region:soviet-union"):
        assert row_of(key).latitude is not None, key
    north, east = centres()["US"]
    assert (round(north), round(east)) == (40, -97)  # not where most people live
    assert "US-CA" in centres()
