import io
import json
import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from entities.gazetteer.load_rows import ensure, is_loaded, load
from entities.gazetteer.read_files import default_rows
from entities.kinds import Kind, Status
from entities.models import Alias, Entity
from tests.factories import make_entity

pytestmark = pytest.mark.django_db

HEADER = "key\tname\tcountry\tparent\taliases\tweak_aliases\n"
ROWS = "kent\tKent Crew\tGB\t\tKC|Crew of Kent\tthe crew\nmaidstone\tMaidstone Boys\tGB\tkent\t\t\n"


@pytest.fixture
def gangs(tmp_path):
    file = tmp_path / "my-gangs.tsv"
    file.write_text(HEADER + ROWS)
    return file


@pytest.fixture
def few(monkeypatch):
    """As if the project's own files held one gang with its parent, and a country."""
    rows = {key: default_rows()[key] for key in ("place:region:central-america", "place:SV")}
    rows["gang:ms-13"] = default_rows()["gang:ms-13"]
    monkeypatch.setattr("entities.gazetteer.load_rows.default_rows", lambda: rows)
    return rows


def run(*files):
    out = io.StringIO()
    call_command("load_gazetteer", *files, json=True, stdout=out)
    return json.loads(out.getvalue())


def test_the_projects_own_files_load_and_a_second_time_nothing_changes():
    assert not is_loaded()
    first = run()
    assert is_loaded()
    assert first["created"] > 1000
    assert first["aliases_created"] > first["created"]
    rows = list(Entity.objects.order_by("pk").values())
    second = run()
    assert list(Entity.objects.order_by("pk").values()) == rows
    assert second["unchanged"] == first["created"]
    changes = ("created", "updated", "aliases_created", "aliases_updated", "aliases_removed")
    assert {name: second[name] for name in changes} == dict.fromkeys(changes, 0)
    assert second["missing"] == []
    assert Entity.changes.rel.related_model.objects.count() == 0


def test_every_entity_has_its_own_name_as_an_alias_and_demonyms_are_none(few):
    load()
    names = set(Alias.objects.values_list("entity", "name"))
    assert {(entity.pk, entity.name) for entity in Entity.objects.all()} <= names
    assert Entity.objects.named("mara salvatrucha").get().gazetteer_key == "gang:ms-13"
    assert not Entity.objects.named("Salvadoran").exists()


def test_a_parent_is_found_among_the_rows_and_in_the_database(gangs, tmp_path):
    load([gangs])
    assert Entity.objects.get(gazetteer_key="gang:maidstone").parent.name == "Kent Crew"
    more = tmp_path / "gangs.tsv"
    more.write_text(HEADER + "dover\tDover Boys\tGB\tkent\t\t\n")
    load([more])
    assert Entity.objects.get(gazetteer_key="gang:dover").parent.name == "Kent Crew"


def test_a_file_of_ones_own_loads_once(gangs):
    first = run(gangs)
    assert (first["created"], first["aliases_created"]) == (2, 5)
    assert Alias.objects.get(name="the crew").weak
    assert run(gangs)["unchanged"] == 2


def test_a_row_that_changed_is_brought_up_to_date(gangs):
    load([gangs])
    gangs.write_text(HEADER + ROWS.replace("Kent Crew", "The Kent Crew").replace("\tGB", "\tIE", 1))
    result = run(gangs)
    assert (result["updated"], result["unchanged"], result["aliases_created"]) == (1, 1, 1)
    kent = Entity.objects.get(gazetteer_key="gang:kent")
    assert (kent.name, kent.country) == ("The Kent Crew", "IE")


def test_what_a_person_set_wins_over_the_file(few):
    load()
    Entity.objects.filter(gazetteer_key="gang:ms-13").update(
        name="The Mara", country="", subtype="x", edited_fields=["name", "country"]
    )
    load()
    gang = Entity.objects.get(gazetteer_key="gang:ms-13")
    assert (gang.name, gang.country, gang.subtype) == ("The Mara", "", few["gang:ms-13"].subtype)


def test_a_rejected_name_stays_rejected_in_every_spelling(few):
    load()
    alias = Alias.objects.get(name="Mara Salvatrucha")
    Alias.objects.filter(pk=alias.pk).update(name="MARA-Salvatrucha", status=Status.REJECTED)
    load()
    assert list(Alias.objects.filter(normalized=alias.normalized)) == [alias]
    alias.refresh_from_db()
    assert alias.status == Status.REJECTED


def test_names_that_people_added_stay_and_names_that_left_the_file_go(few):
    load()
    gang = Entity.objects.get(gazetteer_key="gang:ms-13")
    gang.aliases.create(name="La Bestia")
    gang.aliases.create(name="M.S.T.", origin=Alias.Origin.GAZETTEER)
    assert load().aliases_removed == 1
    assert gang.aliases.filter(name="La Bestia").exists()


def test_names_out_of_a_file_of_ones_own_stay(few, tmp_path):
    load()
    file = tmp_path / "gangs.tsv"
    file.write_text(HEADER + "ms-13\tMS-13\tSV\t\tLa Bestia\t\n")
    assert run(file)["aliases_created"] == 1
    assert run()["aliases_removed"] == 0
    assert Entity.objects.named("La Bestia").exists()


def test_a_name_that_an_article_proposed_becomes_the_gazetteers(few):
    load()
    gang = Entity.objects.get(gazetteer_key="gang:ms-13")
    gang.aliases.filter(name="Mara Salvatrucha").update(origin="article", status="proposed")
    assert load().aliases_updated == 1
    assert gang.aliases.get(name="Mara Salvatrucha").status == Status.CONFIRMED


def test_a_row_that_left_the_files_stays_and_is_reported(few):
    load()
    make_entity("Old Gang", gazetteer_key="gang:old")
    assert run()["missing"] == ["gang:old"]
    out = io.StringIO()
    call_command("load_gazetteer", stdout=out)
    assert "1 rows of the database stand in none of the files and stay: gang:old" in out.getvalue()


def test_a_merged_row_is_left_alone(few):
    load()
    winner = make_entity("Winner")
    Entity.objects.filter(gazetteer_key="gang:ms-13").update(merged_into=winner, name="M")
    Alias.objects.filter(entity__gazetteer_key="gang:ms-13").delete()
    load()
    assert Entity.objects.get(gazetteer_key="gang:ms-13").name == "M"
    assert not Entity.objects.named("Mara Salvatrucha").exists()


def test_a_faulty_file_loads_nothing_of_itself_nor_of_the_others(gangs, tmp_path):
    faulty = tmp_path / "agencies.tsv"
    faulty.write_text("key\tname\tcountry\nok\tOK\tGB\nbad\tBad\tXX\n")
    with pytest.raises(CommandError, match=r"agencies\.tsv, line 3: “XX” is not .* Nothing was"):
        call_command("load_gazetteer", gangs, faulty)
    assert Entity.objects.count() == 0


def test_a_city_file_makes_the_cities_with_what_they_lie_in(tmp_path):
    file = tmp_path / "cities.tsv"
    file.write_text("geonames_id\taliases\n3586983\tCacahuatique\n")
    load([file])
    city = Entity.objects.named("cacahuatique").get()
    assert (city.name, city.parent.name, city.parent.parent.name) == (
        "Ciudad Barrios",
        "San Miguel",
        "El Salvador",
    )
    assert Alias.objects.get(name="Cacahuatique").origin == Alias.Origin.PERSON
    assert not city.parent.aliases.filter(origin=Alias.Origin.PERSON).exists()


def test_places_are_made_once():
    ensure(["place:geonames:3586983", "place:US-CA", "place:nowhere", "gang:nobody"])
    before = list(Entity.objects.order_by("pk").values_list("pk", "gazetteer_key"))
    ensure(["place:geonames:3586983", "place:US-CA"])
    assert list(Entity.objects.order_by("pk").values_list("pk", "gazetteer_key")) == before
    assert {"place:SV-SM", "place:SV", "place:US"} <= {key for _, key in before}
    california = Entity.objects.get(gazetteer_key="place:US-CA")
    assert (california.country, california.division) == ("US", "US-CA")
    assert 32 < california.latitude < 42


@pytest.mark.django_db(transaction=True)
def test_many_who_make_the_same_places_at_once_all_succeed():
    keys = ["place:geonames:3586983", "place:US-CA", "place:geonames:5368361", "place:MX-SIN"]
    faults = []
    together = threading.Barrier(6)

    def make(order):
        try:
            together.wait()
            ensure(keys[order:] + keys[:order])
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=make, args=(number % 4,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert Entity.objects.filter(gazetteer_key__in=keys, kind=Kind.LOCATION).count() == 4
    assert Entity.objects.get(gazetteer_key=keys[0]).aliases.count() == 1
