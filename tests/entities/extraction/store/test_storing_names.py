"""Names that the gazetteer does not have: whose they are, and what becomes of them."""

import pytest

from entities.actions import mention_actions
from entities.actions.undo_redo import last_of, undo
from entities.kinds import Kind, Status
from entities.models import Alias, Entity
from tests.entities.result_builders import found, reading, store
from tests.factories import make_article, make_entity, make_mention

pytestmark = pytest.mark.django_db

TEXT = "Jose Cabezas, alias Cobra, left. Cabezas of the Hoolie gang fled."


@pytest.fixture
def article():
    return make_article(TEXT)


def man(article, words="Jose Cabezas", key="new:person:jose-cabezas", **fields):
    return found(article, words, Kind.PERSON, key, **fields)


def cobra(article):
    return found(article, "Cobra", Kind.PERSON, "new:person:cobra", origin="rule:alias")


def test_a_new_name_becomes_an_entity_with_every_form_as_a_proposed_alias(article):
    both = [man(article), man(article, "Cabezas", number=2)]
    store(article, reading(both), seconds=0)
    entity = Entity.objects.get()
    assert (entity.name, entity.kind, entity.gazetteer_key) == ("Jose Cabezas", "person", None)
    assert {(alias.name, alias.origin, alias.status) for alias in entity.aliases.all()} == {
        ("Jose Cabezas", "article", "proposed"),
        ("Cabezas", "article", "proposed"),
    }
    assert {mention.entity for mention in article.mentions.all()} == {entity}


def test_another_article_finds_it_again_however_it_is_spelled(article):
    store(article, reading([man(article)]), seconds=0)
    second = make_article("JOSÉ  CABEZAS left.")
    store(second, reading([man(second, "JOSÉ  CABEZAS")]), seconds=0)
    assert second.mentions.get().entity == article.mentions.get().entity
    assert Alias.objects.count() == 1


@pytest.mark.parametrize("kind", [Kind.GANG, Kind.AGENCY, Kind.ORGANIZATION])
def test_a_name_of_another_kind_is_another_thing(article, kind):
    make_entity("Jose Cabezas", kind)
    store(article, reading([man(article)]), seconds=0)
    assert article.mentions.get().entity.kind == Kind.PERSON


def test_a_name_that_two_entities_have_stays_open_between_them(article):
    two = {make_entity("Jose Cabezas", Kind.PERSON), make_entity("José Cabezas", Kind.PERSON)}
    store(article, reading([man(article)]), seconds=0)
    mention = article.mentions.get()
    assert mention.entity is None
    assert {candidate.entity for candidate in mention.candidates.all()} == two
    assert {candidate.score for candidate in mention.candidates.all()} == {0.5}


def test_a_person_known_by_one_word_is_nobody_from_another_article(article):
    make_entity("Cobra", Kind.PERSON)
    store(article, reading([cobra(article)]), seconds=0)
    first = article.mentions.get().entity
    store(article, reading([cobra(article)]), seconds=0)
    second = make_article("Cobra came back.")
    store(second, reading([cobra(second)]), seconds=0)
    assert article.mentions.get().entity == first
    assert second.mentions.get().entity != first
    assert Entity.objects.count() == 3


def test_a_gang_known_by_one_word_is_the_same_everywhere(article):
    gang = make_entity("Hoolie")
    store(article, reading([found(article, "Hoolie", Kind.GANG, "new:gang:hoolie")]), seconds=0)
    assert article.mentions.get().entity == gang


@pytest.mark.parametrize(
    ("known", "named", "is_one"),
    [
        ("Hoolie", "Hoolie gang", True),
        ("Hoolie faction", "Hoolie street gang", True),
        ("Quarry Family", "Quarry Fam", True),
        ("Quarry Fam", "Quarry Family gang", True),
        ("Quarry Crew", "Quarry Fam", False),
        ("Boss", "Boss gang", False),  # an ordinary word
    ],
)
def test_a_gang_is_the_same_with_and_without_a_word_for_gangs(known, named, is_one):
    gang, other = make_entity(known), make_entity("Los Zetas")
    article = make_article(f"The {named} fought.")
    store(article, reading([found(article, named, Kind.GANG, "new:gang:x")]), seconds=0)
    assert (article.mentions.get().entity == gang) == is_one
    if is_one:
        assert set(gang.aliases.values_list("name", flat=True)) == {known, named}
    assert other.aliases.count() == 1


def test_a_name_that_two_gangs_carry_with_other_words_is_neither_ones(article):
    make_entity("Quarry Family"), make_entity("Quarry Fam gang")
    article = make_article("The Quarry Fam fought.")
    store(article, reading([found(article, "Quarry Fam", Kind.GANG, "new:gang:x")]), seconds=0)
    assert article.mentions.get().entity.name == "Quarry Fam"


def test_what_a_person_confirmed_in_the_article_counts_first(article):
    make_entity("Cabezas", Kind.GANG)
    right = make_entity("The Cabezas clan")
    make_mention(article, "Cabezas", right, status=Status.CONFIRMED)
    again = found(article, "Cabezas", Kind.GANG, "new:gang:cabezas", number=2)
    store(article, reading([again]), seconds=0)
    assert article.mentions.undecided().get().entity == right


def test_an_alias_that_a_person_rejected_leads_nowhere(article):
    other = make_entity("Pedro Gomez", Kind.PERSON, aliases=["Jose Cabezas"])
    other.aliases.filter(name="Jose Cabezas").update(status=Status.REJECTED)
    store(article, reading([man(article)]), seconds=0)
    assert article.mentions.get().entity != other


def test_a_merged_entity_is_not_found_by_its_old_names(article):
    winner = make_entity("Jose Luis Cabezas", Kind.PERSON, aliases=["Jose Cabezas"])
    make_entity("Jose Cabezas", Kind.PERSON, merged_into=winner)
    store(article, reading([man(article)]), seconds=0)
    assert article.mentions.get().entity == winner


def test_a_new_form_of_a_known_name_is_proposed_as_its_alias(article):
    entity = make_entity("Jose Cabezas", Kind.PERSON)
    names = {"new:person:jose-cabezas": ("Jose Cabezas", "Pepe Cabezas")}
    store(article, reading([man(article)], names=names), seconds=0)
    assert entity.aliases.get(name="Pepe Cabezas").status == Status.PROPOSED


def test_what_nothing_names_any_more_goes(article):
    store(article, reading([man(article), cobra(article)]), seconds=0)
    store(article, reading([cobra(article)]), seconds=0)
    assert [entity.name for entity in Entity.objects.all()] == ["alias “Cobra”"]


def test_a_form_that_nothing_has_any_more_goes(article):
    store(article, reading([man(article), man(article, "Cabezas", number=2)]), seconds=0)
    store(article, reading([man(article)]), seconds=0)
    assert [alias.name for alias in Alias.objects.all()] == ["Jose Cabezas"]


def test_a_city_that_nothing_names_any_more_goes_but_not_what_it_lay_in():
    article = make_article("He fled to Ciudad Barrios.")
    city = found(article, "Ciudad Barrios", Kind.LOCATION, "place:geonames:3586983")
    store(article, reading([city]), seconds=0)
    store(article, reading([]), seconds=0)
    assert not Entity.objects.filter(subtype="city").exists()
    assert Entity.objects.filter(gazetteer_key="place:SV-SM").exists()


@pytest.mark.parametrize(
    "keep",
    [
        lambda one: Entity.objects.filter(pk=one.pk).update(note="seen in court"),
        lambda one: Entity.objects.filter(pk=one.pk).update(edited_fields=["name"]),
        lambda one: one.aliases.create(name="El Jefe"),
        lambda one: one.aliases.update(status=Status.CONFIRMED),
        lambda one: make_mention(make_article("Jose Cabezas"), "Jose Cabezas", one),
        lambda one: make_entity("Child", Kind.PERSON, parent=one),
        lambda one: make_entity("Other", Kind.PERSON, merged_into=one),
        lambda one: Entity.objects.filter(pk=one.pk).update(gazetteer_key="person:jc"),
    ],
    ids=["note", "edit", "added alias", "confirmed alias", "mention", "part", "merge", "gazetteer"],
)
def test_what_a_person_or_another_article_touched_stays(article, keep):
    store(article, reading([man(article)]), seconds=0)
    entity = Entity.objects.get()
    keep(entity)
    store(article, reading([]), seconds=0)
    assert Entity.objects.filter(pk=entity.pk).exists()


def test_an_entity_made_by_a_person_stays_without_mentions(article):
    entity = make_entity("Hoolie")
    mention = found(article, "Hoolie", Kind.GANG, "new:gang:hoolie")
    store(article, reading([mention]), seconds=0)
    store(article, reading([]), seconds=0)
    assert Entity.objects.get() == entity


def test_an_entity_that_a_person_took_the_mention_from_stays_to_undo_that(article, analyst):
    store(article, reading([man(article)]), seconds=0)
    entity = Entity.objects.get()
    right = make_entity("Jose Luis Cabezas", Kind.PERSON)
    mention_actions.reassign(article.mentions.get(), right, user=analyst)
    longer = man(article, "Jose Cabezas, alias Cobra")
    store(article, reading([longer], names={longer.key: ("Jose Cabezas",)}), seconds=0)
    undo(last_of(analyst, article), user=analyst)
    assert article.mentions.get().entity == entity


def test_what_is_only_named_where_people_know_better_is_not_kept(article):
    make_mention(article, "Jose Cabezas, alias", make_entity("X"), status=Status.CONFIRMED)
    store(article, reading([man(article)]), seconds=0)
    assert not Entity.objects.filter(kind=Kind.PERSON).exists()
