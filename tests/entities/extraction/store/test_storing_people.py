"""People of one article found again in another under a longer, shorter or misprinted name."""

import pytest

from entities.actions import mention_actions
from entities.extraction.store.new_entities import Likeness, beginnings, keys_of, likeness
from entities.kinds import Kind, RelationKind, Status
from entities.models import Alias, Entity
from entities.names import fold
from tests.entities.result_builders import found, reading, related, store
from tests.factories import make_article, make_entity

LONG = "Pablo Escobar Gaviria"
SHORT = "Pablo Escobar"


@pytest.mark.parametrize(
    "one, other",
    [
        (LONG, SHORT),
        ("José Gonzalo Rodríguez Gacha", "GONZALO RODRIGUEZ GACHA"),
        ("Luis Carlos Galan Sarmiento", "Luis Carlos Galan"),
        ("Miguel Alfredo Maza Marquez", "Miguel Maza Marquez"),
        ("Jose Gon Alo Rodrigue Gacha", "Jose Gonzalo Rodriguez Gacha"),
        ("Jose Gon Alo Rodrigue Gacha", "Gonzalo Rodriguez Gacha"),
        ("Gilberto Rodriguez Orejeula", "Gilberto Rodriguez Orejuela"),
    ],
)
def test_these_may_be_one_person(one, other):
    assert likeness(fold(one), fold(other)) == likeness(fold(other), fold(one)) > Likeness.NONE
    assert set(beginnings(fold(one))) & set(keys_of(fold(other)))


@pytest.mark.parametrize(
    "one, other",
    [
        (LONG, "Pablo Escobar Lopez"),
        (LONG, "Roberto Escobar Gaviria"),
        (LONG, "Pablo Gaviria"),
        ("Mario Gonzalez Lopez", "Maria Gonzalez Lopez"),
        ("Gonzalo Rodriguez", "Jose Gonzalo Rodriguez Gacha"),
        ("Gilberto Rodriguez Orejuela", "Miguel Rodriguez Orejuela"),
        ("Jose Luis", "Jose Luis Ochoa"),
        ("Cobra", "Cobra Verde"),
        ("Juan Munoz Jr", "Juan Munoz"),
        ("Juan Munoz Jr", "Juan Munoz Sr"),
    ],
)
def test_these_are_two(one, other):
    assert likeness(fold(one), fold(other)) == likeness(fold(other), fold(one)) == Likeness.NONE


def name_in(article, written, **fields):
    key = f"new:person:{fold(written).replace(' ', '-')}"
    return found(article, written, Kind.PERSON, key, **fields)


def told_of(*names):
    """Store an article that names these people; return whom it names, by name."""
    article = make_article(f"He met {', '.join(names)}.")
    store(article, reading([name_in(article, name) for name in names]), seconds=0)
    return {mention.name: mention.entity for mention in article.mentions.select_related("entity")}


pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("first, second", [(LONG, SHORT), (SHORT, LONG)])
def test_the_name_with_both_surnames_and_with_one_are_those_of_one_person(first, second):
    known = told_of(first)[first]
    article = make_article(f"He met {second}.")
    store(article, reading([name_in(article, second)]), seconds=0)
    mention = article.mentions.get()
    assert mention.entity == known
    assert "form of the name of one person" in mention.reason
    assert known.aliases.get(name=second).status == Status.PROPOSED


def test_people_of_one_batch_are_found_again_too():
    known = told_of(LONG)[LONG]
    assert told_of("Somebody Else", SHORT)[SHORT] == known
    assert Entity.objects.count() == 2


def test_of_two_who_fit_neither_is_taken():
    told_of(LONG)
    told_of("Pablo Escobar Lopez")
    both = set(Entity.objects.all())
    assert told_of(SHORT)[SHORT] not in both


def test_who_already_has_two_surnames_gets_no_third():
    known = told_of(LONG)[LONG]
    assert told_of(SHORT)[SHORT] == known
    assert told_of("Pablo Escobar Lopez")["Pablo Escobar Lopez"] != known


def test_whom_one_article_tells_apart_are_two():
    known = told_of("Fabio Ochoa Vasquez")["Fabio Ochoa Vasquez"]
    both = told_of("Fabio Ochoa", "Fabio Ochoa Vasquez")
    assert both["Fabio Ochoa Vasquez"] == known
    assert both["Fabio Ochoa"] != known


def test_a_name_that_a_person_took_from_somebody_leads_there_no_more():
    known = told_of(LONG)[LONG]
    Alias.objects.create(entity=known, name=SHORT, status=Status.REJECTED)
    assert told_of(SHORT)[SHORT] != known


def test_a_person_can_part_the_two_for_good(django_user_model):
    user = django_user_model.objects.create_user("reviewer")
    known = told_of(LONG)[LONG]
    article = make_article(f"He met {SHORT}.")
    store(article, reading([name_in(article, SHORT)]), seconds=0)
    other = make_entity(SHORT, Kind.PERSON)
    mention_actions.reassign(article.mentions.get(), other, user=user)
    assert told_of(SHORT)[SHORT] == other
    assert article.mentions.get().entity == other != known


def test_a_merged_persons_name_is_not_compared():
    winner = make_entity("Somebody Quite Different", Kind.PERSON)
    make_entity(LONG, Kind.PERSON, merged_into=winner)
    assert told_of(SHORT)[SHORT] != winner


def test_father_and_son_of_one_name_are_two():
    def entity_of(generation):
        article = make_article(f"Juan Ibarra {generation} fled. Juan Ibarra hid.")
        key = f"new:person:juan-ibarra-{generation.lower()}"
        spans = [
            found(article, name, Kind.PERSON, key)
            for name in (f"Juan Ibarra {generation}", "Juan Ibarra")
        ]
        store(article, reading(spans), seconds=0)
        return article.mentions.first().entity

    assert entity_of("Sr") != entity_of("Jr") == entity_of("Jr")


def test_who_is_not_to_be_named_is_no_entity():
    assert told_of("Jane Doe", "John Doe 2") == {"Jane Doe": None, "John Doe 2": None}


def test_a_lone_surname_is_an_entity_only_where_the_text_says_more_of_it():
    article = make_article("Rivas met Pico. Pico is the brother of Ana Pico.")
    rivas, pico, ana = (name_in(article, name) for name in ("Rivas", "Pico", "Ana Pico"))
    kin = related(article, pico.key, RelationKind.FAMILY_OF, ana.key, "Pico is the brother of Ana")
    store(article, reading([rivas, pico, ana], [kin]), seconds=0)
    entities = {one.name: one.entity for one in article.mentions.select_related("entity")}
    assert entities["Rivas"] is None
    assert entities["Pico"] is not None
