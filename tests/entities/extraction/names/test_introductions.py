"""Noun phrases that introduce names of gangs, and those that introduce none."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from entities.kinds import Kind, RelationKind
from tests.entities.pipeline_helpers import pipeline, read, stated, words


@pytest.mark.parametrize(
    "text, names",
    [
        ("Two sets named Fern Alley Crew and Tall Pines met.", "Fern Alley Crew|Tall Pines"),
        ("He runs with a gang called Ninth Bell.", "Ninth Bell"),
        ("He identified both gangs as “Bell Gang” and “6Ball.”", "Bell Gang|6Ball"),
        ("Gangs, including the Wharf Rats and Tin Kettle, fought.", "Wharf Rats|Tin Kettle"),
        ("A motorcycle club known as Iron Geese M.C. rode by.", "Iron Geese M.C."),
        ("Gang feuds: members of Copper Bandz and OKG Lads met.", "Copper Bandz|OKG Lads"),
        ("Rivals: members of “Tin Cup,” “Bridge,” and “Mill 9.”", "Tin Cup|Bridge|Mill 9"),
        ("Fold Seldom, a subset of a feared street gang, lost two men.", "Fold Seldom"),
        ("For the boys of the 640, a rival gang, the yard is enemy land.", "640"),
        ("La pandilla llamada Los Tejones Verdes extorsiona a taxistas.", "Los Tejones Verdes"),
        ("He paid Bramford, G-Squad and other crews each week.", "Bramford|G-Squad"),
        ("A member of the “QRZ” subset of a street gang was out hunting.", "QRZ"),
    ],
)
def test_a_noun_phrase_introduces_names(text, names):
    assert words(read(text), Kind.GANG) == names.split("|")


@pytest.mark.parametrize(
    "text, names",
    [
        (
            "Two sets met: the Roses, a.k.a. Plum Outcasts (PHO), and Q9. PHO fled.",
            "Roses|Plum Outcasts|PHO",
        ),
        ("A gang calls itself “Bag Your Bread,” (BYB). BYB sells shirts.", "Bag Your Bread|BYB"),
        ("He fears a gang called Teddo or TD. The TD gang is near.", "Teddo|TD"),
        ("He left the Farrow Dukes (“FAD”). FAD is one of many Crips sets.", "Farrow Dukes|FAD"),
    ],
)
def test_what_else_a_gang_is_called_is_the_same_gang(text, names):
    found = {one.text: one.key for one in read(text).mentions if one.kind == Kind.GANG}
    assert len({found[name] for name in names.split("|")}) == 1


def test_parts_of_a_gang_are_its_factions():
    text = "Two cliques of the Linden Row Bloods – KPT and Salt Hill Kids – share one house."
    assert stated(text, RelationKind.FACTION_OF) == {
        ("KPT", "Linden Row Bloods"),
        ("Salt Hill Kids", "Linden Row Bloods"),
    }
    text = "Prosecutors spoke of a subset of ZKG called the Lambiez. The Lambiez are a gang."
    assert ("Lambiez", "ZKG") not in {pair[::-1] for pair in stated(text, RelationKind.FACTION_OF)}
    assert len({one.key for one in read(text).mentions if one.kind == Kind.GANG}) == 2


@pytest.mark.parametrize(
    "text",
    [
        "The drugs came from Serrano, a Perris gang shotcaller.",
        "They met Quintana, a gang intervention worker in Pomona.",
        "He hid in Tepalcatepec, a town run by the cartel.",
        "He shot the gang rival Janelle Whitfield at night.",
        "Several members of his Asian gang including Robin Kimm drank there.",
        "The truck belonged to Gramercy, and a rival gang saw it.",
        "The mafia’s money went to the gang, Carlos Ruiz said.",
        "She works for the Kern County Gang Suppression Team.",
        "Members of the Ventura County Gang Task Force helped.",
        "In January 1974, the rebel group stole a sword.",
        "He was one of the members of Garrido’s criminal street gang.",
    ],
)
def test_people_places_units_and_dates_beside_such_nouns_are_no_gangs(text):
    assert words(read(text), Kind.GANG) == []


@pytest.mark.parametrize(
    "text",
    [
        "VETERAN GANG MEMBER GETS TEN YEARS FOR ROBBERY\n\nSANTA ROSA – Ten years: that was the "
        "answer of the court on Monday to a man who had robbed two shops.",
        "White Supremacist Gang Member Found Guilty of Stabbing\n\nSANTA ANA – A man was found "
        "guilty yesterday of having stabbed another man in front of a shop.",
        "A violent Anaheim gang fled. Two Hispanic street gang members were held.",
        "Senseless gang violence must end. “Fighting gang crime is our duty,” he said.",
        "The Orange County Gang Reduction Intervention Partnership (OC GRIP) met.",
        "It is the tenth gang injunction, the 10th Orange County gang injunction.",
        "A Brooklyn-based gang was blamed. Deck crew and ground crew of the cartel looked away.",
        "The members of the drug gang robbed a fire crew and a camera crew.",
    ],
)
def test_words_that_describe_name_no_gang(text):
    assert words(read(text), Kind.GANG) == []


def test_what_stands_in_a_headline_is_read_by_what_the_body_says():
    text = (
        "Members of “Zambeez” Gang Charged After Shootings\n\nBROOKLYN – Four members of the "
        "Zambeez street gang were charged on Monday with having shot at their rivals."
    )
    assert words(read(text), Kind.GANG) == ["Zambeez", "Zambeez"]


def test_two_gangs_without_names_are_told_apart_by_their_places():
    text = (
        "A Torrance gang member was held. The Fresno gang made plans to fight the Torrance gang. "
        "The Torrance gang fled. Then the Fresno gang drove home."
    )
    assert words(read(text), Kind.GANG) == [
        f"{place} gang" for place in ("Torrance", "Fresno", "Torrance", "Torrance", "Fresno")
    ]


def test_the_gang_of_a_place_has_a_name_where_it_has_members():
    assert words(read("He is a member of the Torrance gang."), Kind.GANG) == ["Torrance gang"]
    assert words(read("A Torrance gang member was held."), Kind.GANG) == []


SOUND = (
    "The Fern  Alley Crew, a.k.a. Ferns (“FAC”), is a subset of the Bloods. Two gangs known as "
    "Tall  Pines and 9Bell fought members of MS-13. The Pines fled to Rio de Janeiro."
)


@given(st.data())
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@example(None)
def test_no_mutation_of_a_text_stops_the_reading(data):
    text = SOUND
    if data is not None:
        for _ in range(data.draw(st.integers(1, 6))):
            at = data.draw(st.integers(0, len(text)))
            odd = st.sampled_from(
                ["  ", "\n", "\n\n", "\u00a0", "’", "”", "(", ")", "–", "\u0301", "É"]
            )
            size = data.draw(st.integers(0, 3))
            text = text[:at] + data.draw(odd) + text[at + size :]
        if data.draw(st.booleans()):
            text = text.upper()
    for one in pipeline().read(text).mentions:
        assert text[one.start : one.end] == one.text
