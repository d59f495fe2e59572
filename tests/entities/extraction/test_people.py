import pytest

from entities.kinds import Kind
from tests.entities.pipeline_helpers import mention, read, words


def name_of(text: str, written: str) -> str:
    reading = read(text)
    return reading.entities[mention(reading, written).key].name


def test_somebody_known_by_alias_only_is_named_so():
    assert name_of("The order came from alias “Cobra,” a gang leader.", "Cobra") == "alias “Cobra”"


def test_an_alias_is_the_same_person_without_quotes_later():
    reading = read("The order came from alias “Cobra,” a leader. Cobra told the others to wait.")
    assert {one.key for one in reading.mentions if one.text == "Cobra"} == {"new:person:cobra"}
    assert words(reading, Kind.PERSON) == ["Cobra", "Cobra"]


@pytest.mark.parametrize(
    "introduction",
    [
        "José Adán Salazar, alias “Chepe Diablo,” was arrested.",
        "José Adán Salazar (a.k.a. “Chepe Diablo”) was arrested.",
        "José Adán Salazar, also known as “Chepe Diablo”, was arrested.",
        "José Adán Salazar, 61, known as “Chepe Diablo”, was arrested.",
        "José Adán Salazar, a businessman nicknamed “Chepe Diablo”, was arrested.",
        "José Adán Salazar, alias Chepe Diablo, was arrested.",
    ],
)
def test_a_name_and_its_alias_are_one_person(introduction):
    reading = read(f"{introduction} Police said Salazar resisted. Chepe Diablo is 61.")
    keys = {one.key for one in reading.mentions if one.kind == Kind.PERSON}
    assert keys == {"new:person:jose-adan-salazar"}
    assert set(reading.names["new:person:jose-adan-salazar"]) == {
        "José Adán Salazar",
        "Chepe Diablo",
        "Salazar",
    }


def test_who_talks_to_an_alias_is_somebody_else():
    reading = read("Gerardo Pico told alias “Fayer” to wait.")
    assert len({one.key for one in reading.mentions if one.kind == Kind.PERSON}) == 2


def test_a_nickname_inside_a_name_joins_it():
    reading = read("Joaquín “El Chapo” Guzmán escaped. Guards helped El Chapo, and Guzmán fled.")
    assert words(reading, Kind.PERSON) == ["Joaquín “El Chapo” Guzmán", "El Chapo", "Guzmán"]
    assert len({one.key for one in reading.mentions}) == 1


def test_titles_are_no_part_of_a_name():
    text = "Judge Helen Marsh and Gen. Luis Barrera met Mayor Ellen March."
    assert words(read(text), Kind.PERSON) == ["Helen Marsh", "Luis Barrera", "Ellen March"]


def test_a_surname_of_two_people_is_ambiguous():
    reading = read("Edwin Rivas and Héctor Rivas were charged. Rivas denied it.")
    last = reading.mentions[-1]
    assert (last.text, last.key) == ("Rivas", "")
    assert {key for key, _ in last.candidates} == {
        "new:person:edwin-rivas",
        "new:person:hector-rivas",
    }


def test_a_surname_in_a_longer_name_is_somebody_else():
    reading = read("Police arrested Edwin Rivas. A store named Puerto Rivas was burnt.")
    assert [one.text for one in reading.mentions if one.key == "new:person:edwin-rivas"] == [
        "Edwin Rivas"
    ]


def test_a_gang_that_is_known_as_something_is_no_person():
    assert words(read("The gang known as “Los Pelones” fled."), Kind.PERSON) == []


@pytest.mark.parametrize(
    "text",
    [
        "Police held Juan Pérez, better known by his alias “Fito,” on Monday. Fito wept.",
        "Police held Juan Pérez “Fito” in May. Fito wept.",
        "“Fito,” real name Juan Pérez, was held. Fito wept.",
        "Fito, whose real name is Juan Pérez, was held.",
        "Juan Pérez, who goes by the name of Fito, was held.",
        "Juan Pérez, or Fito, was held. Fito wept.",
        "Juan Pérez, a/k/a “Fito,” a/k/a “Chino,” was held. Fito and Chino wept.",
        "Police freed Juan Pérez, a leader of the MS-13 gang who is known as “Fito”. Fito wept.",
    ],
)
def test_a_name_and_a_nickname_are_one_person_in_every_form_of_press_releases(text):
    reading = read(text)
    keys = {one.key for one in reading.mentions if one.kind == Kind.PERSON}
    assert len(keys) == 1
    assert {one.text for one in reading.mentions if one.key in keys} >= {"Juan Pérez", "Fito"}


def test_a_nickname_beside_a_relative_is_the_other_ones():
    text = "Among the dead was Juan Pérez, a nephew of the leader known as Fito. Fito wept."
    keys = {one.text: one.key for one in read(text).mentions if one.kind == Kind.PERSON}
    assert keys["Juan Pérez"] != keys["Fito"]


def test_a_nickname_is_known_without_its_article():
    text = "Nemesio “El Mencho” Oseguera fled. Mencho was seen."
    assert words(read(text), Kind.PERSON) == ["Nemesio “El Mencho” Oseguera", "Mencho"]


def test_a_surname_that_is_a_place_too_means_the_person():
    text = "Héctor Guerrero Flores fled. Peru wants Guerrero. He was seen in Guerrero, Mexico."
    kinds = [(one.text, one.kind) for one in read(text).mentions if one.text == "Guerrero"]
    assert kinds == [("Guerrero", Kind.PERSON), ("Guerrero", Kind.LOCATION)]


@pytest.mark.parametrize(
    "text, written, name",
    [
        (
            "Edwin Rivas runs it. His sister, Delia Rivas, fled. Police want Rivas.",
            "Rivas",
            "Edwin Rivas",
        ),
        ("Frank Moore, called “Zulu,” fled.", "Zulu", "Frank Moore"),
        ("Rawa Majid, known as the “Kurdish Fox”, fled.", "Kurdish Fox", "Rawa Majid"),
        ("Carlos Romero (Juan Petrica) fled.", "Juan Petrica", "Carlos Romero"),
        (
            "Carlos Romero, 58, of Dallas, Texas, alias “Rancid”, fled.",
            "Rancid",
            "Carlos Romero",
        ),
        ("They took Edwin Rivas away. Edwin shouted.", "Edwin", "Edwin Rivas"),
        ("Edwin Rivas, El Marro, fled.", "El Marro", "Edwin Rivas"),
    ],
)
def test_short_and_other_names_lead_to_the_person(text, written, name):
    assert name_of(text, written) == name


def test_somebody_of_two_surnames_is_not_meant_by_the_one_he_does_not_go_by():
    reading = read(
        "Efraín Valdovinos Ruelas was jailed. Valdovinos called his cousin Martín Ruelas Beltrán. "
        "Then Ruelas fled."
    )
    assert reading.entities[mention(reading, "Ruelas").key].name == "Martín Ruelas Beltrán"


def test_a_surname_before_a_word_for_groups_names_a_gang():
    reading = read("Terence Earle led the Earle group. Earle was jailed.")
    assert words(reading, Kind.GANG) == ["Earle group"]
    assert words(reading, Kind.PERSON) == ["Terence Earle", "Earle"]


def test_letters_after_a_name_are_cut_and_a_junior_is_kept():
    reading = read("Judge Andrew Carter, Jr., heard Philippa Garrow QC in court.")
    assert words(reading, Kind.PERSON) == ["Andrew Carter, Jr.", "Philippa Garrow"]


def test_in_capitals_a_noun_is_nobody():
    text = "THE NAVAL PATROLS LEFT THE PORT TODAY, COLONEL EDWIN RIVAS SAID TO THE REPORTERS THERE."
    assert words(read(text), Kind.PERSON) == ["EDWIN RIVAS"]


@pytest.mark.parametrize(
    "text, names",
    [
        ("Zvuk Obaliy, considered the head of the ring, fled.", ["Zvuk Obaliy"]),
        (
            "It was named after the brothers Gentjan and Klodian Mulaj.",
            ["Gentjan", "Klodian Mulaj"],
        ),
        ("His messages were carried by his sister, Nubelia, whom they caught.", ["Nubelia"]),
        ("She is the companion of El Chele Volqueta, who leads it.", ["El Chele Volqueta"]),
    ],
)
def test_people_are_known_by_what_is_said_of_them(text, names):
    assert words(read(text), Kind.PERSON) == names


def test_ordinary_words_in_capitals_are_no_part_of_a_name():
    text = "REPORTS FROM NORTHERN SAN SALVADOR INDICATE THAT INDIVIDUALS THREW A BOMB IN THE AREA."
    reading = read(text)
    assert words(reading, Kind.PERSON) == []
    assert words(reading, Kind.LOCATION) == ["SAN SALVADOR"]


def test_small_words_alone_are_no_person():
    reading = read(
        "Junto a él fue detenida Kenia Bonilla, de 26 años.\n\n"
        "Está acusado de ordenar la muerte de tres miembros de la pandilla 18 el pasado marzo."
    )
    assert words(reading, Kind.PERSON) == ["Kenia Bonilla"]


@pytest.mark.parametrize(
    "text, name",
    [
        ('Omar "Tito" Reyes Soto\'s wife was held.', 'Omar "Tito" Reyes Soto'),
        ("Omar 'Tito' Reyes's cousin fled.", "Omar 'Tito' Reyes"),
        ("Omar “El Zurdo” Reyes Paz’s sons met the lawyer.", "Omar “El Zurdo” Reyes Paz"),
    ],
)
def test_a_name_with_a_nickname_ends_before_a_possessive(text, name):
    assert words(read(text), Kind.PERSON) == [name]


def test_letters_after_alias_are_a_nickname_of_who_has_an_age():
    reading = read("Held were Karon Farrell, aka KK, 27, and Benjamin Clark, aka KB, 47.")
    assert words(reading, Kind.PERSON) == ["Karon Farrell", "KK", "Benjamin Clark", "KB"]
    assert len({one.key for one in reading.mentions if one.kind == Kind.PERSON}) == 2


def test_a_nickname_may_end_in_a_letter_and_begin_behind_what_somebody_is():
    reading = read("Michael Hale, a.k.a. Rapper Moff G, was held. Moff G said nothing.")
    assert words(reading, Kind.PERSON) == ["Michael Hale", "Moff G", "Moff G"]


def test_a_title_in_the_plural_makes_people_of_the_names_behind_it():
    reading = read("The case was tried by District Attorneys Yaniris Urrecho and Owen Sufrin.")
    assert words(reading, Kind.PERSON) == ["Yaniris Urrecho", "Owen Sufrin"]
