"""*Correct this…*: each answer is an act with undo; what cannot be is refused in a sentence."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from entities.actions import undo_redo
from entities.gazetteer.load_rows import load
from entities.kinds import Kind, RelationKind
from entities.models import Action, Entity, Evidence, Relationship
from entities.profiles import corrections
from tests.factories import make_article, make_entity, make_evidence, make_mention

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return make_entity("San Migel", Kind.LOCATION, subtype="city", country="SV")


@pytest.fixture
def correct(client, analyst):
    client.force_login(analyst)

    def post(entity, **given):
        return client.post(reverse("entities:profile_correct", args=[entity.pk]), given)

    return post


def state_of(entity) -> tuple:
    row = Entity.objects.get(pk=entity.pk)
    position = (row.latitude, row.longitude)
    return row.name, row.kind, row.subtype, row.country, row.parent_id, position


def test_each_thing_that_is_changed_is_an_act_that_can_be_undone_alone(city, analyst, correct):
    country = make_entity("El Salvador", Kind.LOCATION, subtype="country")
    before = state_of(city)

    answer = correct(
        city, seen=corrections.seen_of(city), name="San Miguel", kind="location", subtype="town",
        country="sv", parent=str(country.pk), latitude="13,48", longitude="-88.18",
    )  # fmt: skip

    assert answer.status_code == 302
    after = ("San Miguel", "location", "town", "SV", country.pk, (13.48, -88.18))
    assert state_of(city) == after
    assert [act.summary for act in Action.objects.order_by("pk")] == [
        "Renamed San Migel to San Miguel",
        "Made San Miguel a town",
        "Said that San Miguel lies in El Salvador",
        "Put San Miguel at 13.48° N, 88.18° W",
    ]
    assert Entity.objects.named("San Miguel").get() == Entity.objects.named("San Migel").get()
    # The first before those that came after it.
    for act in Action.objects.order_by("pk"):
        undo_redo.undo(act, user=analyst)
    assert state_of(city) == before
    assert not Entity.objects.named("San Miguel").exists()
    for act in Action.objects.order_by("pk"):
        undo_redo.redo(act, user=analyst)
    assert state_of(city) == after


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"name": " … "}, "at least one letter"),
        ({"name": "x" * 301}, "at most 300"),
        ({"kind": "planet"}, "no such kind"),
        ({"subtype": "x" * 31}, "at most 30"),
        ({"country": "Atlantis"}, "“Atlantis” is no country"),
        ({"parent": "Nowhere"}, "No place is called “Nowhere”"),
        ({"latitude": "91", "longitude": "0"}, "latitude of 91 is not on the earth"),
        ({"latitude": "0", "longitude": "-180.5"}, "not on the earth"),
        ({"latitude": "nan", "longitude": "0"}, "not on the earth"),
        ({"latitude": "13.4", "longitude": ""}, "type both, or neither"),
        ({"latitude": "north", "longitude": "1"}, "“north” is no number"),
        ({"seen": "00000000", "name": "San Miguel"}, "Somebody corrected San Migel"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_nothing_is_changed(city, correct, given, says):
    before = state_of(city)
    answer = correct(city, **({"subtype": "town"} if "subtype" not in given else {}), **given)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert state_of(city) == before and not Action.objects.exists()


def test_a_parent_that_would_make_a_circle_is_refused_by_page_and_database(city, correct):
    ward = make_entity("Ward", Kind.LOCATION, parent=city)
    street = make_entity("Street", Kind.LOCATION, parent=ward)

    page = correct(city, parent=str(street.pk)).content.decode()
    assert "Street is part of San Migel already" in page
    assert "cannot be part of itself" in correct(city, parent=str(city.pk)).content.decode()
    gang = make_entity("Crew")
    assert "choose one of the same kind" in correct(city, parent=str(gang.pk)).content.decode()
    with pytest.raises(IntegrityError, match="part of itself"), transaction.atomic():
        Entity.objects.filter(pk=city.pk).update(parent=street)
    assert correct(street, parent="").status_code == 302


def test_a_new_kind_takes_mentions_along_and_what_does_not_fit_comes_back_with_undo(
    city, analyst, correct
):
    article, gang = make_article("MS-13 is in San Migel."), make_entity("MS-13")
    mention = make_mention(article, "San Migel", city)
    quote = make_evidence(article, article.text, gang, RelationKind.OPERATES_IN, city)
    Entity.objects.filter(pk=city.pk).update(latitude=1, longitude=2, population=5)

    correct(city, kind="person")

    mention.refresh_from_db()
    city.refresh_from_db()
    assert (mention.kind, city.kind, city.latitude, city.population) == ("person",) * 2 + (
        None,
    ) * 2
    assert not Relationship.objects.exists()
    undo_redo.undo(Action.objects.get(), user=analyst)
    mention.refresh_from_db()
    city.refresh_from_db()
    assert (mention.kind, city.kind, city.population, city.subtype) == ("location",) * 2 + (
        5,
        "city",
    )
    assert Evidence.objects.get().pk == quote.pk


def test_a_new_kind_is_refused_where_a_confirmed_relationship_or_a_part_forbids_it(city, correct):
    text = "MS-13 is in San Migel."
    make_evidence(
        make_article(text), text, make_entity("MS-13"), RelationKind.OPERATES_IN, city,
        status="confirmed",
    )  # fmt: skip
    page = correct(city, kind="person").content.decode()
    assert "“MS-13 operates in San Migel” is confirmed, which no person can be" in page
    make_entity("Ward", Kind.LOCATION, parent=city)
    assert "Ward is part of San Migel" in correct(city, kind="person").content.decode()


def test_the_gazetteer_leaves_alone_what_a_person_set_or_took_back(analyst, tmp_path):
    file = tmp_path / "gangs.tsv"
    file.write_text("key\tname\tsubtype\tcountry\nxx-crew\tXX Crew\tcartel\tMX\n")
    load([file])
    gang = Entity.objects.get(gazetteer_key="gang:xx-crew")
    act = corrections.set_country(gang, "Guatemala", user=analyst)
    load([file])
    gang.refresh_from_db()
    assert (gang.country, gang.edited_fields) == ("GT", ["country"])
    undo_redo.undo(act, user=analyst)
    gang.refresh_from_db()
    assert gang.country == "MX"


def test_only_those_who_may_correct_see_the_page_and_it_finds_a_parent(
    client, reader, analyst, city
):
    make_entity("El Salvador", Kind.LOCATION, subtype="country", country="SV")
    url = reverse("entities:profile_correct", args=[city.pk])
    client.force_login(reader)
    assert (client.get(url).status_code, client.post(url, {"name": "X"}).status_code) == (403, 403)
    client.force_login(analyst)
    page = client.get(url, {"q": "salvador"}).content.decode()
    assert 'name="parent" value=' in page and "El Salvador" in page
    corrections.rename(city, "San Miguel", user=analyst)
    assert "Renamed San Migel to San Miguel" in client.get(url).content.decode()
