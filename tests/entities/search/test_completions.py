import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entities.kinds import Kind
from entities.search.fields.registry import parse
from entities.search.language.field import cleaned
from entities.search.language.tree import QueryError
from entities.search.views import completions, spots
from tests.factories import make_article, make_entity, make_mention, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def names():
    zetas = make_entity("Los Zetas", aliases=["Zetas", "The Z"])
    land = make_entity("El Salvador", Kind.LOCATION, subtype="country")
    make_entity("Zacatecas", Kind.LOCATION, parent=land)
    make_entity("Zoila Guzmán", Kind.PERSON, country="MX")
    make_entity("MS-13", aliases=["Mara Salvatrucha"])
    article = make_article("Los Zetas met the Zetas.")
    make_mention(article, "Los Zetas", zetas)
    make_mention(article, "Zetas.", zetas)
    return zetas


def texts(head: str, tail: str = "") -> list[str]:
    """The queries that are offered, with the cursor as a bar."""
    return [f"{one.head}|{one.tail}" for one in completions(head, tail)]


@pytest.mark.parametrize(
    ("head", "tail", "first"),
    [
        ("ga", "", "gang:|"),
        ("truce -ga", "", "truce -gang:|"),
        ("ga", " truce", "gang:| truce"),
        ("zet", "", 'gang:"Los Zetas" |'),
        ("truce los ze", "", 'truce gang:"Los Zetas" |'),
        ("gang:ze", "", 'gang:"Los Zetas" |'),
        ("gang:los ze", "", 'gang:"Los Zetas" |'),
        ("gang: ze", "", 'gang: "Los Zetas" |'),
        ('gang:"los z', "", 'gang:"Los Zetas" |'),
        ('gang:"los z', 'xx" truce', 'gang:"Los Zetas"| truce'),
        ("gang:ze", "tas truce", 'gang:"Los Zetas"| truce'),
        ("gang:(MS-13 OR los z", ")", 'gang:(MS-13 OR "Los Zetas"|)'),
        ("(truce OR zet", ")", '(truce OR gang:"Los Zetas"|)'),
        ("place:za", "", "place:Zacatecas |"),
        ("near:zac", "", "near:Zacatecas~50km |"),
        ("person:guz", "", 'person:"Zoila Guzmán" |'),
        ("rel:riv", "", "rel:rival_of(|"),
        ("rel:led", "", "rel:leader_of(|"),
        ("rel:rival_of(los z", "", 'rel:rival_of("Los Zetas"|'),
        ("rel:rival_of(MS-13, ze", "", 'rel:rival_of(MS-13, "Los Zetas"|'),
        ("status:in", "", "status:in_review |"),
        ("tlp:am", "", "tlp:AMBER |"),
        ("grade:<=b", "", "grade:<=B |"),
        ("before:", "", "before:2012-06 |"),
        ("truce box:13", "", "truce box:13,-90,14.5,-88 |"),
        ("kind:mon", "", "kind:money |"),
        ("mentions:", "", "mentions:>3 |"),
        ("source:li", "", "source:LIGNET |"),
        ('truce"los', '"', 'truce gang:"Los Zetas" |'),
        ("source:gnet", "", "source:LIGNET |"),
    ],
)
def test_what_stands_at_the_cursor_is_completed(names, head, tail, first):
    make_source("LIGNET")

    assert texts(head, tail)[0] == first


@pytest.mark.parametrize("head", ["", "truce ", "z", "http://zet", "12:3", "rel:nothing(z", '"'])
def test_nothing_is_offered_where_nothing_is_begun(names, head):
    assert [one for one in completions(head) if one.option] == []


def test_a_field_offers_names_of_its_kind_only(names):
    assert [one.name for one in completions("person:z")] == ["Zoila Guzmán"]
    assert [one.name for one in completions("rel:leader_of(z")] == ["Los Zetas", "Zoila Guzmán"]


def test_a_typing_error_is_forgiven_where_nothing_else_is_found(names):
    assert texts("gang:salvatruca") == ["gang:MS-13 |"]
    assert texts("mara salvatruca") == ["gang:MS-13 |"]


def test_of_two_entities_of_one_name_each_is_pinned():
    pair = [make_entity("Los Rojos"), make_entity("Los Rojos")]

    assert sorted(texts("los roj")) == sorted(f'gang:"Los Rojos"#{one.pk} |' for one in pair)


@pytest.fixture
def offered(client, reader, names):
    client.force_login(reader)

    def ask(head: str, tail: str = "") -> str:
        reply = client.get(reverse("entities:search_complete"), {"head": head, "tail": tail})
        assert reply.status_code == 200
        return " ".join(reply.content.decode().split())

    return ask


def test_an_option_says_its_kind_count_and_reason(offered):
    shown = offered("mara")
    assert "gang" in shown
    assert "alias “Mara Salvatrucha”" in shown
    assert "2 mentions" in offered("zetas")
    assert 'data-head="gang:&quot;Los Zetas&quot; "' in offered("zetas")


def test_a_query_that_is_too_long_is_left_alone(offered):
    assert offered("gang:z" + "x" * 3000) == ""


def test_a_name_needs_few_queries(client, reader, names, django_assert_max_num_queries):
    client.force_login(reader)
    with django_assert_max_num_queries(9):
        client.get(reverse("entities:search_complete"), {"head": "truce los ze"})


PIECES = [
    "gang:",
    "rel:rival_of(",
    "near:",
    "los",
    " ",
    "ze",
    '"',
    "(",
    ")",
    ",",
    "-",
    " OR ",
    "#1",
]
typed = st.lists(st.sampled_from(PIECES), max_size=8).map("".join)


@given(typed | st.text(max_size=30), typed | st.text(max_size=30))
def test_a_spot_lies_in_what_was_typed(head, tail):
    for spot in spots(head, tail):
        quote = head[len(spot.before) : len(head) - len(spot.typed)]
        assert spot.before + quote + spot.typed == head
        assert cleaned(quote) in ("", '"')
        assert tail.endswith(spot.after)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)
@given(typed, typed)
def test_a_query_that_could_be_read_can_be_read_when_completed(names, head, tail):
    try:
        parse(head + tail)
    except QueryError:
        return
    for one in completions(head, tail):
        if one.option:
            parse(one.head + one.tail)
