import datetime

import pytest

from articles.article_choices import Handling
from articles.models import Article
from entities.kinds import Kind, RelationKind
from entities.search.fields.areas import Around, Box, Near
from entities.search.fields.assessments import Graded, Handled, Mentioning, OfKind, Reviewed
from entities.search.fields.entity_names import Named
from entities.search.fields.publication_dates import Period, Published
from entities.search.fields.registry import parse
from entities.search.fields.source_names import PublishedBy
from entities.search.fields.stated_relationships import Related
from entities.search.language.parser import LONGEST_QUERY, MOST_CONDITIONS
from entities.search.language.tree import (
    And,
    Name,
    Not,
    Or,
    Phrase,
    Prefix,
    QueryError,
    Word,
    conditions,
    to_text,
)


def gang(name: str, key: int | None = None) -> Named:
    return Named(Kind.GANG, Name(name, key))


def relation(kind: RelationKind, *names: str) -> Related:
    return Related(kind, tuple(map(Name, names)))


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("", And()),
        ("  ", And()),
        ("gang truce", And((Word("gang"), Word("truce")))),
        ("truce", Word("truce")),
        ('"gang truce"', Phrase("gang truce")),
        ('"gang truce"~5', Phrase("gang truce", 5)),
        ("extort*", Prefix("extort")),
        ("-police", Not(Word("police"))),
        ("NOT police", Not(Word("police"))),
        ("truce -(police OR army)", And((Word("truce"), Not(Or((Word("police"), Word("army"))))))),
        ("-(-truce)", Word("truce")),
        ("gang truce OR peace", Or((And((Word("gang"), Word("truce"))), Word("peace")))),
        ("gang AND truce", And((Word("gang"), Word("truce")))),
        ("a (b (c d))", And(tuple(map(Word, "abcd")))),
        ("a OR (b OR c)", Or(tuple(map(Word, "abc")))),
        ("or and not", And((Word("or"), Word("and"), Word("not")))),
        ('gang:"Barrio 18"', gang("Barrio 18")),
        ("gang:MS-13", gang("MS-13")),
        ("-gang:MS-13", Not(gang("MS-13"))),
        ('gang:"Los Rojos"#123', gang("Los Rojos", 123)),
        ("gang:MS-13#7", gang("MS-13", 7)),
        (
            'gang:(MS-13 OR "Barrio 18" OR Los Zetas)',
            Or(tuple(map(gang, ("MS-13", "Barrio 18", "Los Zetas")))),
        ),
        ("PERSON: Cobra", Named(Kind.PERSON, Name("Cobra"))),
        ("place:OR", Named(Kind.LOCATION, Name("OR"))),
        ("location:California", Named(Kind.LOCATION, Name("California"))),
        ("agency:DEA", Named(Kind.AGENCY, Name("DEA"))),
        ("org:Insight", Named(Kind.ORGANIZATION, Name("Insight"))),
        ("source:LIGNET", PublishedBy(Name("LIGNET"))),
        ("kind:money", OfKind(Kind.MONEY)),
        ("kind:places", OfKind(Kind.LOCATION)),
        ("rel:rival_of", relation(RelationKind.RIVAL_OF)),
        ("rel:rival_of()", relation(RelationKind.RIVAL_OF)),
        ("rel:rival-of(MS-13)", relation(RelationKind.RIVAL_OF, "MS-13")),
        ('rel:rival_of(MS-13, "Barrio 18")', relation(RelationKind.RIVAL_OF, "MS-13", "Barrio 18")),
        (
            "rel:leader_of(El Chapo, Sinaloa Cartel)",
            relation(RelationKind.LEADER_OF, "El Chapo", "Sinaloa Cartel"),
        ),
        ("rel:led_by(MS-13, Cobra)", relation(RelationKind.LEADER_OF, "Cobra", "MS-13")),
        ("status:in-review", Reviewed(Article.ReviewStatus.IN_REVIEW)),
        ("status:done", Reviewed(Article.ReviewStatus.DONE)),
        ("grade:<=B2", Graded("B", "2", "<=")),
        ("grade:≤ b2", Graded("B", "2", "<=")),
        ("grade:C", Graded("C", "")),
        ("grade:3", Graded("", "3")),
        ("tlp:amber+strict", Handled(Handling.AMBER_STRICT)),
        ("tlp:<=TLP:GREEN", Handled(Handling.GREEN, "<=")),
        ("mentions:>3", Mentioning(3, ">")),
        ("mentions:gang>3", Mentioning(3, ">", Kind.GANG)),
        ("mentions:4", Mentioning(4)),
        ('near:"San Salvador"~50km', Near(Name("San Salvador"), 50)),
        ("near:Soyapango", Near(Name("Soyapango"), 50)),
        ("near:Soyapango~10mi", Near(Name("Soyapango"), 16)),
        ('near:"Santa Ana"#9~5km', Near(Name("Santa Ana", 9), 5)),
        ("near:13.7,-89.2~20km", Around(13.7, -89.2, 20)),
        ("box:13,-90,14.5,-88", Box(13, -90, 14.5, -88)),
    ],
)
def test_a_query_is_read_as_a_tree(query, tree):
    assert parse(query) == tree
    assert parse(to_text(tree)) == tree


@pytest.mark.parametrize(
    ("query", "first", "last"),
    [
        ("before:2012", None, "2011-12-31"),
        ("before:2012-06-15", None, "2012-06-14"),
        ("after:2012", "2013-01-01", None),
        ("after:2012-02", "2012-03-01", None),
        ("on:2012-10-25", "2012-10-25", "2012-10-25"),
        ("on:2012/10/25", "2012-10-25", "2012-10-25"),
        ("in:2012", "2012-01-01", "2012-12-31"),
        ("in:2012-02", "2012-02-01", "2012-02-29"),
        ("in:2010..2012-06", "2010-01-01", "2012-06-30"),
        ("in:2010..", "2010-01-01", None),
        ("in:..2010", None, "2010-12-31"),
    ],
)
def test_dates_have_a_first_and_a_last_day(query, first, last):
    published = parse(query)

    assert isinstance(published, Published)
    assert (published.first, published.last) == tuple(
        day and datetime.date.fromisoformat(day) for day in (first, last)
    )
    assert parse(to_text(published)) == published


@pytest.mark.parametrize(
    ("query", "texts"),
    [
        ("MS-13 O'Neill’s AK-47 M-18", ["MS-13", "O'Neill’s", "AK-47", "M-18"]),
        ("“Barrio 18” «Calle 18» „x“", ["Barrio 18", "Calle 18", "x"]),
        ("http://example.org 12:30 and/or", ["http://example.org", "12:30", "and/or"]),
        ("(truce), 'peace'… $500!", ["truce", "peace", "500"]),
        ("MS-13 - truce – peace", ["MS-13", "truce", "peace"]),
        ("a\x00b\tc\u2028d", ["a", "b", "c", "d"]),
        ("Salva\u00adtrucha", ["Salvatrucha"]),
        ("ＭＳ－１３ （ｔｒｕｃｅ）", ["MS-13", "truce"]),
        ("हिन्दी café", ["हिन्दी", "café"]),
        ("- … ! () \"\" -- ''", []),
        ("police: truce", ["police", "truce"]),
        ("https://x.org/?a=b", ["https://x.org/?a=b"]),
    ],
)
def test_signs_around_words_do_not_count(query, texts):
    assert [node.text for node, _ in conditions(parse(query))] == texts


def test_full_width_signs_are_signs_of_the_language():
    assert parse("－ｇａｎｇ：＂Barrio 18＂") == Not(gang("Barrio 18"))


def test_a_node_says_where_it_was_written():
    query = 'truce -gang:"Barrio 18" OR rel:rival_of(MS-13)'

    assert [query[slice(*node.span)] for node, _ in conditions(parse(query))] == [
        "truce",
        'gang:"Barrio 18"',
        "rel:rival_of(MS-13)",
    ]


@pytest.mark.parametrize(
    ("query", "words", "place", "repaired"),
    [
        ('truce "gang', "quotation mark at character 7 has no partner", '"', 'truce "gang"'),
        ('truce "', "no partner", '"', "truce"),
        ('gang:"Barrio 18', "no partner", '"', 'gang:"Barrio 18"'),
        ("(gang truce", "bracket at character 1 is never closed", "(", "gang truce"),
        ("gang truce)", "bracket at character 11 closes none", ")", "gang truce"),
        ("OR truce", "OR at character 1 needs something on both sides", "OR", "truce"),
        ("truce OR", "both sides", "OR", "truce"),
        ("a OR OR b", "both sides", "OR", "a OR b"),
        ("a AND AND b", "AND at character 7", "AND", "a b"),
        ("truce NOT", "something after it", "NOT", "truce"),
        (
            "gagn:MS-13",
            "“gagn:” at character 1 is not known: did you mean “gang:”",
            "gagn:",
            "gang:MS-13",
        ),
        ('city:"San Miguel"', "did you mean “place:”", "city:", 'place:"San Miguel"'),
        ("colour:red", "is not known: there are gang:, person:", "colour:", "colour red"),
        ("truce gang:", "“gang:” at character 7 needs something after it", "gang:", "truce"),
        ('person:""', "needs something after it", 'person:""', 'person:"Joaquín Guzmán"'),
        ("te*t", "asterisk at character 3 can stand only at the end", "te*t", "tet"),
        ("extor*ion", "only at the end", "extor*ion", "extor*"),
        ("ex*", "begins too many words", "ex*", "ex"),
        ("truce~2", "only after words in quotation marks", "truce~2", "truce"),
        ('"a b"~0', "no number of words", "~0", '"a b"~5'),
        ("before:25.10.2012", "is no date", "25.10.2012", "before:2012-10-25"),
        ('before:"25 October 2012"', "is no date", '"25 October 2012"', "before:2012-10-25"),
        ('in:"June 2012"', "is no date", '"June 2012"', "in:2012-06"),
        ("on:2012-02-30", "is no date", "2012-02-30", "in:2012-02"),
        ("on:2012-00", "is no date", "2012-00", "in:2012"),
        ("after:yesterday", "is no date", "yesterday", "after:2012"),
        ("truce after:yesterday", "is no date", "yesterday", "truce"),
        ("truce -tlp:PINK", "not known", "PINK", "truce"),
        ("truce OR tlp:PINK", "not known", "PINK", "truce"),
        ("tlp:PINK", "not known", "PINK", "tlp:AMBER"),
        ("in:2014..2012", "ends (2012) before it begins (2014)", "2014..2012", "in:2012..2014"),
        ("grade:G7", "is no grade", "G7", "grade:B2"),
        ("grade:<=B9", "is no grade", "<=B9", "grade:<=B"),
        ("status:dnoe", "is not known after “status:”; there is not_begun", "dnoe", "status:done"),
        ("tlp:ambre", "not known", "ambre", "tlp:AMBER"),
        ("kind:gagn", "not known", "gagn", "kind:gang"),
        (
            "rel:rivals_of(MS-13)",
            "no relationship “rivals_of”: did you mean rival_of",
            "rivals_of",
            "rel:rival_of(MS-13)",
        ),
        ("rel:zzz", "choose one of allied_with", "zzz", "rel:rival_of(MS-13)"),
        ("truce rel:zzz(MS-13)", "choose one of allied_with", "zzz", "truce MS-13"),
        ("rel:", "needs something after it", "rel:", "rel:rival_of(MS-13)"),
        ("rel:rival_of(a, b, c)", "joins two names, and here are 3", "c", "rel:rival_of(a, b)"),
        ("rel:rival_of(MS-13", "never closed", "(", "rel:rival_of(MS-13)"),
        ('rel:rival_of(MS-13 "Barrio 18")', "comma is missing", '"', None),
        ('gang:(MS-13 "Barrio 18")', "OR is missing", '"', None),
        ("near:Soyapango~far", "is no distance", "Soyapango~far", "near:Soyapango~50km"),
        ("near:Soyapango~9000km", "is too far", "Soyapango~9000km", "near:Soyapango~2000km"),
        ("near:95,0~5km", "not on earth", "95,0~5km", 'near:"San Salvador"~50km'),
        ("box:1,2,3", "is no box", "1,2,3", "box:13,-90,14.5,-88"),
        ("truce box:1,2,3", "is no box", "1,2,3", "truce"),
        ("box:14,-90,13,-88", "swap the two", "14,-90,13,-88", "box:13,-90,14,-88"),
        ("mentions:many", "is no number of mentions", "many", "mentions:>0"),
        ("mentions:foo>3", "is no number of mentions", "foo>3", "mentions:>3"),
        ("mentions:gang", "is no number of mentions", "gang", "mentions:gang>0"),
        ('gang:"MS-13"~5', "cannot stand after the name", '"MS-13"~5', "gang:MS-13"),
        ("(" * 9 + "a" + ")" * 9, "9th inside another", "(", "a"),
    ],
)
def test_a_fault_is_explained_with_its_place_and_repaired(query, words, place, repaired):
    with pytest.raises(QueryError) as caught:
        parse(query)

    error = caught.value
    assert words in str(error)
    assert query[error.start : error.end] == place
    if repaired is None:
        parse(error.repaired)
    else:
        assert error.repaired == repaired


@pytest.mark.parametrize(
    "query",
    [
        "x" * 10_000,
        "truce " * 2_000,
        " OR ".join(f"w{number}" for number in range(500)),
        "gang:x " * 250,
        "(" * 1_999,
        "-" * 1_999 + "x",
        "NOT " * 499 + "x",
        '"' * 1_999,
        "extort* " * (MOST_CONDITIONS + 1),
    ],
)
def test_size_is_bounded_with_a_sentence(query):
    try:
        parse(query)
    except QueryError as error:
        assert str(error).endswith(".")
        assert len(error.repaired) <= LONGEST_QUERY


def test_too_long_a_search_is_offered_shortened():
    with pytest.raises(QueryError) as caught:
        parse(" ".join(f"word{number}" for number in range(300)))

    assert len([*conditions(parse(caught.value.repaired))]) == MOST_CONDITIONS


def test_the_period_of_a_condition_is_kept_as_it_was_written():
    assert parse("in:2012-06") == Published("in", Period(2012, 6), Period(2012, 6))
