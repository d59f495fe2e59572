import json
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entities.extraction.pipeline import Pipeline, Text
from entities.extraction.scoring import evaluate
from entities.gazetteer.snapshot import Gazetteer, GazetteerEntity, KnownName, Rule
from entities.kinds import Kind
from tests.entities.pipeline_helpers import mention, pipeline, read, words

GOLD = Path(__file__).parents[2] / "gold"
SHARDS = st.sampled_from(
    [
        *("MS-13", "MS\n13", " alias “Cobra,” ", "Santa Ana, California", "$1,500", "\0", "told "),
        *("June 19, 2012", "Mara Salvatrucha", "\n\n", ". ", "José “X” Pérez", "é", "e\u0301"),
        *(
            "👩‍👧",
            "‏שלום",
            "İß",
            "<b>",
            "http://a.b/c",
            "the gang ",
            "of ",
            " in ",
            "’s ",
            "He ",
            " and ",
        ),
        *("THE ARMED FORCES ", "Los Zetas ", "San Miguel department", " is a leader of "),
    ]
)
any_text = st.lists(st.one_of(SHARDS, st.text(max_size=12)), max_size=25).map("".join)


def gold(name: str) -> list[dict]:
    return [json.loads(line) for line in (GOLD / name).read_text(encoding="utf-8").splitlines()]


def scores(name: str) -> dict:
    texts = gold(name)
    readings = pipeline().read_many(Text(one["text"], (0, one["body_end"])) for one in texts)
    return evaluate(zip(texts, readings, strict=True)).summary()


def test_the_seeds_are_read_as_people_read_them():
    summary = scores("seeds.jsonl")
    assert summary["micro"]["f1"] >= 0.97
    assert summary["relations"]["f1"] >= 0.8
    assert summary["linking"]["f1"] >= 0.97
    assert summary["places"]["country"] == summary["places"]["division"] == 1


def test_other_texts_are_read_well_too():
    summary = scores("development.jsonl")
    assert summary["micro"]["f1"] >= 0.9
    assert summary["relations"]["precision"] >= 0.75
    assert summary["relations"]["recall"] >= 0.4


def test_every_name_of_ms_13_in_the_seeds_is_one_gang():
    for one in gold("seeds.jsonl"):
        reading = read(one["text"], body=(0, one["body_end"]))
        for span in one["spans"]:
            if span["entity"] == "ms-13" and not span.get("optional"):
                assert mention(reading, span["text"]).key == "gang:ms-13"


@settings(
    max_examples=30, deadline=timedelta(seconds=20), suppress_health_check=[HealthCheck.too_slow]
)
@given(any_text, st.data())
def test_any_text_gives_spans_of_its_body_that_do_not_overlap(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    left = data.draw(st.integers(0, len(text)))
    right = data.draw(st.integers(left, len(text)))
    reading = read(text, body=(start, end), furniture=[(left, right)])
    reached = start
    for one in reading.mentions:
        assert reached <= one.start < one.end <= end
        assert text[one.start : one.end] == one.text
        assert left == right or one.end <= left or right <= one.start
        assert 0 <= one.confidence <= 1
        assert one.kind.is_entity or (not one.key and not one.candidates)
        assert not one.key or one.key in reading.entities
        assert not one.claimed_parent or one.claimed_parent in reading.entities
        assert all(key in reading.entities for key, _ in one.candidates)
        reached = one.end
    for one in reading.relations:
        assert start <= one.start < one.end <= end
        assert text[one.start : one.end] == one.quote == one.quote.strip()
        assert reading.entities[one.head].kind in one.kind.ends.heads
        assert reading.entities[one.child].kind in one.kind.ends.children
        assert one.head != one.child


STRANGE = ["A", "a", "👻", "MS-13 ", "e\u0301", "“", "(", "1,000", "A. ", "Los ", "Mara de la "]
STRANGE += ["alias “", "Santa Ana, ", "in Lima and ", "\n", " ", "\0", "José Pérez told "]


@pytest.mark.parametrize(
    "text", ["", "a" * 1_000_000, *(shard * (60_000 // len(shard)) for shard in STRANGE)]
)
def test_strange_texts_are_read_to_the_end(text):
    assert all(text[one.start : one.end] == one.text for one in read(text).mentions)


def test_furniture_and_what_lies_outside_the_body_is_not_read():
    text = "MS-13 came. SEE ALSO: El Salvador’s truce. Barrio 18 left. The CIA is here."
    start = text.index("SEE")
    end = text.index("Barrio")
    reading = read(text, body=(0, text.index("The CIA")), furniture=[(start, end)])
    assert [one.text for one in reading.mentions] == ["MS-13", "Barrio 18"]


def test_readings_come_in_the_order_of_the_texts():
    texts = [f"The group number {number} of Honduras met MS-13." for number in range(70)]
    readings = list(pipeline().read_many(Text(text, (0, len(text))) for text in texts))
    assert len(readings) == 70
    for text, reading in zip(texts, readings, strict=True):
        assert reading == read(text, published=None)


def test_addresses_of_web_pages_hold_no_names():
    assert read("See https://example.org/MS-13/news and write to ms-13@example.org.").mentions == ()


def small(*rules: Rule) -> Pipeline:
    known = GazetteerEntity("gang:lions", Kind.GANG, "Lions of Judah", "street_gang", "US")
    entity = GazetteerEntity("entity:7", Kind.GANG, "Harbor Lions", "street_gang", "US")
    return Pipeline(
        Gazetteer(
            entities={one.key: one for one in (known, entity)},
            names=(KnownName("Lions of Judah", known.key),),
            rules=rules,
        )
    )


def test_what_a_person_called_never_a_name_is_none():
    text = "The Lions of Judah fled."
    never = Rule("lions of judah", "never")
    assert words(small().read(text), Kind.GANG) == ["Lions of Judah"]
    assert small(never).read(text).mentions == ()


def test_a_decision_holds_in_its_article_only():
    never = Rule("lions of judah", "never", article=3)
    text = "The Lions of Judah fled."
    assert small(never).read(text, article_id=3).mentions == ()
    assert words(small(never).read(text, article_id=4), Kind.GANG) == ["Lions of Judah"]


def test_what_a_person_called_this_entity_is_it():
    rule = Rule("the port boys", "is", key="entity:7")
    reading = small(rule).read("Then the Port Boys fled.")
    assert [(one.text, one.key, one.origin) for one in reading.mentions] == [
        ("the Port Boys", "entity:7", "decision")
    ]


def test_a_national_body_named_with_the_capital_is_that_body():
    text = "In San Salvador, El Salvador, the San Salvador Treasury Police arrested a priest."
    assert mention(read(text), "San Salvador Treasury Police").key == "agency:treasury-police-sv"
    text = "In the United States the Wisconsin Department of Justice accused him."
    assert mention(read(text), "Wisconsin Department of Justice").key != "agency:doj"


def test_a_party_is_known_by_its_acronym_where_its_country_is_named():
    text = "THE COLOMBIAN MINISTER SAID IN BOGOTA, COLOMBIA, THAT THE UP GAVE UP ITS SEATS THERE."
    found = [one for one in read(text).mentions if one.kind == Kind.ORGANIZATION]
    assert [(one.text, one.key) for one in found] == [("UP", "organization:patriotic-union")]


def test_a_unit_of_a_gang_is_no_office():
    reading = read("An FMLN Unit of El Salvador ambushed a vehicle.")
    assert mention(reading, "FMLN").key == "gang:fmln"
    assert words(reading, Kind.AGENCY) == []
