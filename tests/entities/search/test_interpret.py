import pytest

from entities.kinds import Kind, RelationKind
from entities.search.fields.areas import NearPlaces
from entities.search.fields.entity_names import Mentions, written
from entities.search.fields.registry import parse
from entities.search.fields.source_names import Sources, written_source
from entities.search.fields.stated_relationships import Linked
from entities.search.language.tree import And, Not, Or, Phrase, QueryError, conditions, to_text
from entities.search.query import Words, interpret
from tests.factories import make_entity, make_source

pytestmark = pytest.mark.django_db


def meant(query: str):
    return interpret(parse(query))


def shown(query: str) -> list[str]:
    """Every condition in short: words as they are, names as `kind:name`."""
    found = []
    for node, negated in conditions(meant(query)):
        match node:
            case Words():
                text = node.text
            case Mentions():
                text = "|".join(entity.name.upper() for entity in node.entities) or "?"
            case _:
                text = to_text(node)
        found.append(f"-{text}" if negated else text)
    return found


@pytest.fixture
def ms13():
    return make_entity("MS-13", aliases=["Mara Salvatrucha", "Mara"])


@pytest.fixture
def barrio18():
    return make_entity("Barrio 18", aliases=["18th Street", "Calle 18"])


def test_the_longest_name_wins_and_other_words_are_gathered(ms13, barrio18):
    assert shown("truce Mara Salvatrucha and 18th street peace") == [
        "truce and peace",
        "MS-13",
        "BARRIO 18",
    ]


def test_words_next_to_an_or_and_a_minus_are_names_too(ms13, barrio18):
    assert shown("ms13 OR truce -calle-18") == ["MS-13", "truce", "-BARRIO 18"]
    assert isinstance(meant("ms13 OR truce"), Or)


def test_no_name_reaches_over_a_bracket_or_a_field(ms13):
    assert shown("(Mara OR x) Salvatrucha") == ["MS-13", "x", "Salvatrucha"]


def test_a_name_without_a_field_is_the_entity_or_the_words(ms13):
    node = meant("mara salvatrucha")

    assert (node.entities, node.words) == ((ms13,), Phrase("mara salvatrucha"))
    assert meant('"mara salvatrucha"').words == Phrase("mara salvatrucha")
    assert meant("gang:Mara").words is None


def test_a_phrase_with_a_distance_is_no_name(ms13):
    assert meant('"Mara Salvatrucha"~3') == Phrase("Mara Salvatrucha", 3)


def test_a_name_that_two_share_is_offered_without_and_searched_with_a_field():
    first = make_entity("Los Rojos", subtype="cartel")
    second = make_entity("Los Rojos", subtype="street gang")

    bare = meant("los rojos")
    assert (bare.entities, bare.offered) == ((), (first, second))
    assert meant('gang:"Los Rojos"').entities == (first, second)
    assert meant(f'gang:"Los Rojos"#{second.pk}').entities == (second,)


def test_an_ordinary_word_is_a_name_after_a_field_only():
    entity = make_entity("The Crew")
    entity.aliases.create(name="Crew", weak=True)

    assert shown("crew") == ["crew"]
    assert meant("gang:crew").entities == (entity,)


def test_a_short_name_that_is_no_ordinary_word_is_a_name_without_a_field_too():
    contras = make_entity("Nicaraguan Contras")
    contras.aliases.create(name="Contras", weak=True)

    node = meant("contras")
    assert (node.entities, node.words) == ((contras,), Phrase("contras"))


def test_a_short_name_of_several_or_a_number_stays_words(barrio18):
    barrio18.aliases.create(name="18", weak=True)
    for name in ("National Police of Peru", "National Police of Haiti"):
        make_entity(name, Kind.AGENCY).aliases.create(name="PNX", weak=True)

    assert shown("18") == ["18"]
    assert shown("pnx") == ["pnx"]


def test_a_pinned_name_that_was_merged_is_the_one_it_became(ms13):
    loser = make_entity("Mara 13", merged_into=ms13)

    assert meant(f'gang:"Mara 13"#{loser.pk}').entities == (ms13,)


def test_a_pinned_name_that_is_gone_is_explained(ms13):
    query = 'truce gang:"MS-13"#999999'
    with pytest.raises(QueryError, match="gone") as caught:
        meant(query)

    assert query[caught.value.start : caught.value.end] == '"MS-13"#999999'
    assert caught.value.repaired == "truce gang:MS-13"


def test_an_unknown_name_after_a_field_means_nobody():
    assert meant("gang:Nobodies").entities == ()


def test_sources_are_found_by_name_or_part_of_it():
    lignet, daily = make_source("LIGNET"), make_source("The Daily Example")
    make_source("The Daily Example on Sunday")

    assert meant("source:lignet").sources == (lignet,)
    assert meant('source:"the daily example"').sources == (daily,)
    assert len(meant("source:daily").sources) == 2
    assert meant("source:nobody") == Sources(parse("source:nobody"), ())


def test_members_are_leaders_too(ms13):
    node = meant("rel:member_of(MS13)")

    assert isinstance(node, Linked)
    assert node.kinds == (RelationKind.MEMBER_OF, RelationKind.LEADER_OF)
    assert node.ends == ((ms13,),)


def test_associates_are_found_apart_from_members(ms13):
    assert meant("rel:associate_of(MS13)").kinds == (RelationKind.ASSOCIATE_OF,)
    assert meant('rel:"has associate"(MS13)') == meant("rel:associate_of(MS13)")


def test_the_ends_of_a_relationship_are_of_the_right_kinds(ms13, barrio18):
    make_entity("Barrio 18", Kind.LOCATION)
    cobra = make_entity("Cobra", Kind.PERSON)

    assert meant('rel:rival_of("Calle 18", ms13)').ends == ((barrio18,), (ms13,))
    assert meant('rel:leader_of(Cobra, "Barrio 18")').ends == ((cobra,), (barrio18,))
    assert meant("rel:leader_of(MS-13, Cobra)").ends == ((), ())


def test_a_place_is_looked_up_for_what_is_near_it():
    place = make_entity("San Salvador", Kind.LOCATION)

    node = meant('near:"san salvador"~20km')
    assert isinstance(node, NearPlaces)
    assert (node.places, node.kilometres) == ((place,), 20)


def test_the_place_around_the_others_is_meant():
    land = make_entity("El Salvador", Kind.LOCATION, subtype="country")
    department = make_entity("San Miguel", Kind.LOCATION, parent=land)
    town = make_entity("San Miguel", Kind.LOCATION, parent=department)

    node = meant("San Miguel")
    assert (node.entities, node.others) == ((department,), (town,))


def test_an_entity_is_written_by_its_name_and_pinned_only_where_it_must_be(ms13):
    land = make_entity("El Salvador", Kind.LOCATION, subtype="country")
    department = make_entity("San Miguel", Kind.LOCATION, parent=land)
    town = make_entity("San Miguel", Kind.LOCATION, parent=department)
    chapo = make_entity('Joaquín "El Chapo" Guzmán', Kind.PERSON)
    everything = [ms13, department, town, chapo]

    texts = {pk: to_text(node) for pk, node in written(everything).items()}
    assert texts == {
        ms13.pk: "gang:MS-13",
        department.pk: 'place:"San Miguel"',
        town.pk: f'place:"San Miguel"#{town.pk}',
        chapo.pk: 'person:"Joaquín El Chapo Guzmán"',
    }
    for entity in everything:
        assert meant(texts[entity.pk]).entities == (entity,)


def test_a_source_is_written_by_its_name():
    source = make_source('The "Daily", an Example')

    assert meant(to_text(written_source(source))).sources == (source,)


def test_everything_else_stays_as_it_is():
    query = '"a b"~3 kind:money status:done grade:B2 tlp:RED in:2012 near:1,2~5km mentions:>3'

    assert meant(query) == parse(query)
    assert meant("") == And()
    assert meant("-truce") == Not(meant("truce"))


def test_names_are_looked_up_in_few_queries(ms13, barrio18, django_assert_num_queries):
    tree = parse(
        f'truce MS-13 "Calle 18" gang:Mara#{ms13.pk} rel:rival_of(MS-13, "Barrio 18") source:a '
        "place:California near:Soyapango source:b OR person:Cobra"
    )
    with django_assert_num_queries(3):
        interpret(tree)


@pytest.fixture
def santa_anas():
    """Two places of one name in El Salvador, one in California, each where it lies."""

    def make(name, subtype, parent=None):
        return make_entity(name, Kind.LOCATION, subtype=subtype, parent=parent)

    salvador, states = make("El Salvador", "country"), make("United States", "country")
    california = make("California", "division", states)
    department = make("Santa Ana", "division", salvador)
    town = make("Santa Ana", "city", department)
    county = make("Orange County", "division", california)
    return department, town, make("Santa Ana", "city", county), california


@pytest.mark.parametrize(
    "query",
    ['place:"Santa Ana, California"', 'place:"Santa Ana (California)"', "Santa Ana, California"],
)
def test_a_place_is_told_by_what_it_lies_in(santa_anas, query):
    (_, _, in_california, california) = santa_anas
    assert meant(query).entities == (in_california,)
    wider = f"{query[:-1]}, Orange County, United States{query[-1:]}"
    if query.startswith('place:"Santa Ana,'):
        assert meant(wider).entities == (in_california,)
        assert meant('place:"California"').entities == (california,)


def test_of_two_places_of_one_name_in_one_country_the_outer_one_is_meant(santa_anas):
    department, town, *_ = santa_anas
    node = meant("truce Santa Ana, El Salvador").parts[1]
    assert (node.entities, node.others) == ((department,), (town,))
    assert node.words == Phrase("Santa Ana El Salvador")
    assert meant('place:"Santa Ana, Santa Ana"').entities == (town,)
    assert meant('near:"Santa Ana, El Salvador"~9km').places == (department,)


def test_a_place_in_itself_or_in_one_that_holds_none_is_unknown(santa_anas):
    for name in ("California, California", "Santa Ana, Iraq", "Santa Ana, ", ", California"):
        node = meant(f'place:"{name}"')
        is_one = len([part for part in name.split(",") if part.strip()]) == 1
        assert bool(node.entities) == is_one
    # Bare they are two names.
    assert shown("California, California") == ["CALIFORNIA", "CALIFORNIA"]


def test_a_comma_stays_where_a_query_is_written_anew(santa_anas):
    assert to_text(parse("Santa Ana , El Salvador truce,")) == "Santa Ana, El Salvador truce"


def test_a_name_is_found_however_its_umlaut_is_written():
    muller, mueller = make_entity("Jan Müller", Kind.PERSON), make_entity("Ute Mueller")
    assert meant('person:"Jan Mueller"').entities == (muller,)
    assert meant('gang:"Ute Müller"').entities == (mueller,)
