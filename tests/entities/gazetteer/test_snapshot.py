import pytest
from django.utils import timezone

from entities.gazetteer.database import (
    current_gazetteer,
    gazetteer_from_database,
    gazetteer_state,
    key_of,
)
from entities.gazetteer.load_rows import load
from entities.gazetteer.read_files import gazetteer_from_files
from entities.gazetteer.snapshot import KnownName
from entities.kinds import Kind, Status
from entities.models import Alias, NameRule
from tests.factories import make_article, make_entity, make_mention

pytestmark = pytest.mark.django_db


def names():
    """Name and key of all that is not a division, which are many and always there."""
    return {
        (name.text, name.key, name.weak)
        for name in gazetteer_from_database().names
        if not name.key.startswith("place:")
    }


def make_rule(analyst, name="the crew", **fields):
    return NameRule.objects.create(
        normalized=name.casefold(), name=name, user=analyst, **{"decision": "never"} | fields
    )


def test_without_a_gazetteer_in_the_database_the_files_count():
    make_entity("Kent Crew")
    assert current_gazetteer() == gazetteer_from_files()


def test_the_loaded_files_say_the_same_as_the_files():
    load()
    stored, written = current_gazetteer(), gazetteer_from_files()
    assert stored.entities == written.entities
    assert set(stored.names) == set(written.names)


def test_it_knows_what_people_brought_in():
    gang = make_entity("Kent Crew", aliases=["the crew"], country="GB")
    gang.aliases.filter(name="the crew").update(weak=True)
    key = f"entity:{gang.pk}"
    assert key_of(gang) == key
    assert names() == {("Kent Crew", key, False), ("the crew", key, True)}
    known = gazetteer_from_database().entities[key]
    assert (known.kind, known.name, known.country) == (Kind.GANG, "Kent Crew", "GB")


def test_what_only_articles_said_is_not_known_until_a_person_confirms_it():
    gang = make_entity("Kent Crew", aliases=["KC"])
    gang.aliases.update(origin=Alias.Origin.ARTICLE, status=Status.PROPOSED)
    mention = make_mention(make_article("KC fled"), "KC", gang)
    assert names() == set()
    mention.status = Status.CONFIRMED
    mention.save()
    assert names() == {("KC", f"entity:{gang.pk}", False)}


def test_a_rejected_name_is_not_known():
    gang = make_entity("Kent Crew", aliases=["KC"])
    gang.aliases.filter(name="KC").update(status=Status.REJECTED)
    assert names() == {("Kent Crew", f"entity:{gang.pk}", False)}


def test_one_word_is_no_name_of_a_person_beyond_its_article():
    person = make_entity("Jose Cabezas", Kind.PERSON, aliases=["Cobra"])
    assert names() == {("Jose Cabezas", f"entity:{person.pk}", False)}


def test_a_merged_entity_is_not_known():
    gang = make_entity("Kent Crew")
    make_entity("KC", merged_into=gang)
    assert names() == {("Kent Crew", f"entity:{gang.pk}", False)}


def test_a_city_is_known_only_by_names_that_people_gave_it():
    city = make_entity("Santa Ana", Kind.LOCATION, gazetteer_key="place:geonames:3583361")
    city.aliases.update(origin=Alias.Origin.GAZETTEER)
    city.aliases.create(name="La Morena")
    of_city = [one for one in gazetteer_from_database().names if "geonames" in one.key]
    assert of_city == [KnownName("La Morena", "place:geonames:3583361")]


def test_divisions_are_known_before_and_after_an_article_names_them():
    before = gazetteer_from_database()
    assert before.entities["place:US-CA"].name == "California"
    california = make_entity("Kalifornia", Kind.LOCATION, gazetteer_key="place:US-CA")
    after = gazetteer_from_database()
    assert after.entities["place:US-CA"].name == "Kalifornia"
    assert {one.text for one in after.names if one.key == "place:US-CA"} == {"Kalifornia"}
    california.aliases.update(status=Status.REJECTED)
    assert not any(one.key == "place:US-CA" for one in gazetteer_from_database().names)


def test_rules_are_handed_over_with_their_scope_and_their_entity(analyst):
    winner = make_entity("Kent Crew", aliases=["KC"])
    winner.aliases.all().delete()
    loser = make_entity("Crew", merged_into=winner)
    article = make_article()
    make_rule(analyst, "the crew", decision="is", entity=loser, kind=Kind.GANG, article=article)
    make_rule(analyst, "hope", source=article.source)
    make_rule(analyst, "over", ended_at=timezone.now())
    gazetteer = gazetteer_from_database()
    assert [rule.normalized for rule in gazetteer.rules] == ["the crew", "hope"]
    (rule,) = gazetteer.rules_for("the crew", article=article.pk, source=None)
    assert (rule.decision, rule.kind, rule.key) == ("is", Kind.GANG, f"entity:{winner.pk}")
    assert gazetteer.entities[rule.key].name == "Kent Crew"


@pytest.mark.parametrize(
    "act",
    [
        lambda gang, _: gang.aliases.create(name="KC"),
        lambda gang, _: gang.aliases.update(weak=True),
        lambda gang, _: type(gang).objects.filter(pk=gang.pk).update(country="GB"),
        lambda _, user: make_rule(user),
    ],
    ids=["new alias", "changed alias", "changed entity", "new rule"],
)
def test_a_new_snapshot_is_due_when_people_changed_something(analyst, act):
    gang = make_entity("Kent Crew")
    before = gazetteer_state()
    assert gazetteer_state() == before
    act(gang, analyst)
    assert gazetteer_state() != before


def test_no_new_snapshot_is_due_when_an_article_brings_a_name():
    gang = make_entity("Kent Crew")
    before = gazetteer_state()
    make_mention(make_article("KC fled"), "KC", gang)
    gang.aliases.create(name="KC", origin=Alias.Origin.ARTICLE, status=Status.PROPOSED)
    assert gazetteer_state() == before
