"""What people decide teaches names at once, and undo takes them back."""

import pytest

from entities.actions import mention_actions, undo_redo
from entities.extraction.pipeline import Pipeline
from entities.extraction.queue import workers
from entities.extraction.queue.read_pending import Lookout
from entities.extraction.store.orphans import remove_leftovers
from entities.gazetteer.database import LEAST_REJECTIONS, gazetteer_from_database
from entities.gazetteer.snapshot import Gazetteer
from entities.kinds import Kind, Status
from entities.models import Action, Alias, Entity, Mention
from tests.entities.pipeline_helpers import pipeline, words
from tests.factories import make_article, make_entity, make_mention

pytestmark = pytest.mark.django_db
TEXT = "Police said the Hoolie Boys fled. The Hoolie Boys were gone."


@pytest.fixture
def gang():
    return make_entity("Kent Crew")


@pytest.fixture
def mention():
    """Of something that the machine took for a body of its own."""
    other = make_entity("Hoolie Boys", Kind.ORGANIZATION)
    other.aliases.update(origin=Alias.Origin.ARTICLE, status=Status.PROPOSED)
    return make_mention(make_article(TEXT), "Hoolie Boys", other)


def known() -> dict[str, bool]:
    """Names of what is no division, and whether they are weak."""
    names = gazetteer_from_database().names
    return {name.text: name.weak for name in names if not name.key.startswith("place:")}


def undo() -> None:
    action = Action.objects.filter(undone_at=None).first()
    undo_redo.undo(action, user=action.user)


def test_the_words_become_a_name_of_the_entity_until_undone(gang, mention, analyst):
    mention_actions.reassign(mention, gang, user=analyst)
    assert gang.aliases.get(name="Hoolie Boys").status == Status.PROPOSED
    assert known() == {"Kent Crew": False, "Hoolie Boys": False}
    undo()
    assert not gang.aliases.filter(name="Hoolie Boys").exists()
    assert known() == {"Kent Crew": False}


def test_a_name_stays_while_another_mention_of_it_is_confirmed(gang, mention, analyst):
    second = make_mention(mention.article, "Hoolie Boys", mention.entity)
    mention_actions.reassign(mention, gang, user=analyst)
    first = Action.objects.get()
    mention_actions.reassign(second, gang, user=analyst)
    undo_redo.undo(first, user=analyst)
    assert "Hoolie Boys" in known()
    undo()
    assert "Hoolie Boys" not in known()


def test_a_name_goes_when_the_mention_is_rejected_later(gang, mention, analyst):
    mention_actions.reject(mention_actions.reassign(mention, gang, user=analyst), user=analyst)
    assert "Hoolie Boys" not in known()
    undo()
    assert "Hoolie Boys" in known()


def test_an_added_mention_teaches_too(gang, analyst):
    article = make_article(TEXT)
    start = TEXT.index("Hoolie Boys")
    mention_actions.add(article, start, start + 11, Kind.GANG, user=analyst, entity=gang)
    assert "Hoolie Boys" in known()


def test_a_confirmed_name_in_another_spelling_is_no_new_name(gang, analyst):
    mention_actions.confirm(
        make_mention(make_article("kent-crew"), "kent-crew", gang), user=analyst
    )
    assert [alias.name for alias in gang.aliases.all()] == ["Kent Crew"]


@pytest.mark.parametrize("words", ["the gang", "the boys"])
def test_words_without_a_capital_are_no_name(gang, analyst, words):
    mention_actions.confirm(
        make_mention(make_article(f"They saw {words}."), words, gang), user=analyst
    )
    assert set(known()) == {"Kent Crew"}


def test_a_name_that_something_else_has_is_not_taught(gang, analyst):
    other = make_entity("Saints", Kind.ORGANIZATION)
    mention = make_mention(make_article("The Saints fled."), "Saints", other)
    mention_actions.reassign(mention, gang, user=analyst)
    assert gang.aliases.count() == 1


def test_a_name_that_something_else_gets_later_is_left_out(gang, mention, analyst):
    mention_actions.reassign(mention, gang, user=analyst)
    make_entity("Hoolie boys", Kind.ORGANIZATION)
    keys = {one.key for one in gazetteer_from_database().names if one.text.startswith("Hoolie")}
    assert keys and f"entity:{gang.pk}" not in keys


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Lords fled. They are no lords.", "Lords"),
        ("Police fled.", "Police"),
        ("18 fled.", "18"),
        ("AN ATTACK BY MEN OF FURIA LEFT TWO DEAD", "FURIA"),
        ("Men of Medellín fled.", "Medellín"),
    ],
    ids=["written small too", "a common word", "a number", "in capitals", "a town"],
)
def test_an_ordinary_word_counts_only_beside_a_cue(gang, analyst, text, name):
    mention_actions.confirm(make_mention(make_article(text), name, gang), user=analyst)
    assert known() == {"Kent Crew": False, name: True}


def test_an_agency_of_a_country_counts_only_where_that_is_named(analyst):
    agency = make_entity("Corte Suprema", Kind.AGENCY, country="SV")
    mention = make_mention(make_article("The High Court sat."), "High Court", agency)
    mention_actions.confirm(mention, user=analyst)
    assert known() == {"Corte Suprema": False, "High Court": True}


def test_a_name_of_a_division_is_not_taught_to_a_gang(gang, analyst):
    mention = make_mention(make_article("Men of Sinaloa fled."), "Sinaloa", gang)
    mention_actions.confirm(mention, user=analyst)
    assert set(known()) == {"Kent Crew"}


def test_a_city_learns_what_people_call_it(analyst):
    city = make_entity("Santa Ana", Kind.LOCATION, gazetteer_key="place:geonames:3583361")
    city.aliases.update(origin=Alias.Origin.GAZETTEER)
    mention_actions.confirm(
        make_mention(make_article("In La Morena."), "La Morena", city), user=analyst
    )
    names = gazetteer_from_database().names
    assert [one.text for one in names if one.key == city.gazetteer_key] == ["La Morena"]


def test_undo_works_after_the_machine_has_tidied_up(gang, mention, analyst):
    mention_actions.reassign(mention, gang, user=analyst)
    undo()
    remove_leftovers([gang.pk])
    mention_actions.reassign(mention, gang, user=analyst)
    remove_leftovers([gang.pk])
    assert "Hoolie Boys" in known()
    undo()
    mention.refresh_from_db()
    assert mention.entity.kind == Kind.ORGANIZATION


def test_the_background_worker_knows_a_taught_name_in_the_next_article(gang, analyst, monkeypatch):
    """Without a restart: the same process read before, with the gazetteer as it was."""
    monkeypatch.setattr(workers, "is_loaded", lambda: True)
    monkeypatch.setattr(workers, "current_gazetteer", gazetteer_from_database)
    monkeypatch.setattr(workers, "_lookout", Lookout)
    text = "Police searched a house of the Hoolie Boys in Leeds."
    before = make_article(text)
    workers.extract_due(lambda: False)
    assert not before.mentions.filter(entity=gang).exists()
    mention_actions.confirm(make_mention(make_article(TEXT), "Hoolie Boys", gang), user=analyst)
    after = make_article(text)
    workers.extract_due(lambda: False)
    (linked,) = after.mentions.filter(entity=gang)
    assert (linked.name, linked.status, linked.kind) == ("Hoolie Boys", "proposed", "gang")


def reject(times: int, analyst, *, name="Jose Cabezas", kind=Kind.PERSON) -> list[Mention]:
    made = [make_mention(make_article(f"{name} fled."), name, kind=kind) for _ in range(times)]
    return [mention_actions.reject(mention, user=analyst) for mention in made]


def test_a_name_is_doubted_once_people_rejected_it_often_enough(analyst):
    reject(LEAST_REJECTIONS - 1, analyst)
    assert gazetteer_from_database().doubted == frozenset()
    reject(1, analyst)
    assert gazetteer_from_database().doubted == {("jose cabezas", Kind.PERSON)}
    undo()
    assert gazetteer_from_database().doubted == frozenset()


def test_giving_it_another_kind_denies_the_first(gang, analyst):
    for _ in range(LEAST_REJECTIONS):
        person = make_mention(make_article("Kent Crew fled."), "Kent Crew", kind=Kind.PERSON)
        mention_actions.reassign(person, gang, user=analyst)
    assert gazetteer_from_database().doubted == {("kent crew", Kind.PERSON)}


def test_what_was_confirmed_once_is_not_doubted(analyst):
    *_, last = reject(LEAST_REJECTIONS + 1, analyst)
    mention_actions.confirm(last, user=analyst)
    assert gazetteer_from_database().doubted == frozenset()


def people_in(text: str, doubted: set) -> list[str]:
    known = pipeline()._knowledge.gazetteer
    gazetteer = Gazetteer(known.entities, known.names, doubted=frozenset(doubted))
    return words(Pipeline(gazetteer).read(text), Kind.PERSON)


def test_the_model_alone_is_no_longer_believed_but_a_rule_is():
    text = "On Monday Oscar Valladares told reporters that the market was closed."
    doubted = {("oscar valladares", Kind.PERSON)}
    assert people_in(text, set()) == ["Oscar Valladares"]
    assert people_in(text, doubted) == []
    assert people_in(text.replace("Oscar", "Judge Oscar"), doubted) == ["Oscar Valladares"]
    assert people_in(text, {("oscar valladares", Kind.GANG)}) == ["Oscar Valladares"]


def test_nothing_is_left_of_a_new_entity_whose_making_is_undone(mention, analyst):
    mention_actions.reassign_to_new(mention, "Hoolie Gang", Kind.GANG, user=analyst)
    assert {"Hoolie Gang", "Hoolie Boys"} <= set(known())
    undo()
    assert not Entity.objects.filter(name="Hoolie Gang").exists()
    assert known() == {}
