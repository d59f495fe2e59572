"""News paragraphs of our own: which town of a name is meant, told by the places around it."""

import re

import pytest

from entities.extraction.places.neighbours import Weighed, vouched
from entities.extraction.places.resolve_places import (
    SUPPORT,
    Context,
    Evidence,
    Home,
    Option,
    Pointer,
    resolve,
)
from tests.entities.extraction.test_places_in_texts import place_of
from tests.entities.pipeline_helpers import mention, read

# Each town stands in brackets, with the division in which it lies.
TOWNS = {
    "a state before a world city": (
        "Ohio deputies found the car in [Athens US-OH] on Friday. The driver had fled toward "
        "[Lancaster US-OH]."
    ),
    "a state named afterwards": (
        "Shoppers in [Springfield US-IL] said that the mall in [Decatur US-IL] was shut. Illinois "
        "officials in [Peoria US-IL] gave no reason."
    ),
    "towns with nothing else": (
        "The Carlow school board met on Tuesday. Pupils from [Mechanicsburg US-PA], [Camp Hill "
        "US-PA] and [Harrisburg US-PA] sang."
    ),
    "counties": (
        "Firemen from [Bowie County US-TX] and Red River County drove to [Clarksville US-TX] on "
        "Sunday."
    ),
    "a list with one state": (
        "Police in [Lima US-OH] and [Toledo US-OH], Ohio, said that both sets had one supplier."
    ),
    "a list with a province": (
        "Officers in [London CA-ON] and [Windsor CA-ON], Ontario, searched the house."
    ),
    "a dateline with its state": (
        "[ATHENS US-OH], Ohio (AP) — Two men were charged on Friday after a fire in [Nelsonville "
        "US-OH]."
    ),
    "capitals in news of another country": (
        "The U.S. envoy flew to [London GB-ENG] on Monday. American officials met in [Paris "
        "FR-IDF] and [Berlin DE-BE]."
    ),
    "England and Alabama": (
        "[Birmingham GB-ENG] police arrested a man from [Solihull GB-ENG] and one from Coventry."
    ),
    "Alabama and England": (
        "The [Birmingham US-AL] mayor spoke in [Tuscaloosa US-AL]. Bessemer voted, too."
    ),
    "a province that nothing else points at": (
        "The outbreak began in [Guangdong CN-GD] province and reached Hong Kong and [Toronto "
        "CA-ON]."
    ),
    "a capital": (
        "The Peruvian ambassador was recalled from [Washington US-DC]. [Lima PE-LMA] was angry."
    ),
    "a state and not the village of its name": (
        "The ring sold cards in Manhattan, Brooklyn, Miami and other parts of [Florida US-FL], "
        "police in New York said."
    ),
}
_TOWN = re.compile(r"\[([^\]]+) (\S+)\]")


@pytest.mark.parametrize("name", TOWNS)
def test_towns_lie_where_the_places_around_them_say(name):
    text, towns = _TOWN.sub(r"\1", TOWNS[name]), dict(_TOWN.findall(TOWNS[name]))
    assert {town: place_of(text, town)[1] for town in towns} == towns


def test_a_country_is_not_the_town_of_its_name():
    text = (
        "He was extradited from Peru to Chicago. Illinois police said that he had fled Naperville "
        "and Aurora."
    )
    assert place_of(text, "Peru") == ("PE", "")


def test_a_state_of_a_country_that_is_named_is_no_country():
    text = "A Georgia student was killed. Americans mourn with her family in Atlanta."
    assert place_of(text, "Georgia") == ("US", "US-GA")


def test_what_a_name_means_further_down_it_means_above():
    text = "The mayor of Lebanon wept. They had come from Lebanon, Oregon, and from Salem."
    assert place_of(text, "Lebanon") == ("US", "US-OR")


def test_a_quarter_that_no_list_has_is_no_far_town_of_that_name():
    reading = read("He was seen in Rockaway Beach, Queens, in New York.")
    assert reading.meant_by(mention(reading, "Rockaway Beach")).division == "US-NY"


def test_former_states_are_their_own():
    reading = read("Guns came from the former Soviet Union, Yugoslavia and East Germany.")
    names = {one.text: reading.entities[one.key].name for one in reading.mentions}
    assert names == {one: one for one in ("Soviet Union", "Yugoslavia", "East Germany")}
    assert place_of("Guns came from East Germany.", "East Germany")[0] == "DE"


NEAR = Option("near", "Paris", "city", "US", "US-TX", 25_000, 33.66, -95.56)
FAR = Option("far", "Paris", "city", "FR", "FR-IDF", 2_100_000, 48.85, 2.35, is_capital=True)
BONHAM = Option("bonham", "Bonham", "city", "US", "US-TX", 10_000, 33.58, -96.18)
CLARKSVILLE = Option("clarksville", "Clarksville", "city", "US", "US-TX", 3_000, 33.61, -95.05)


def test_names_vouch_for_what_lies_near_them():
    support = vouched(
        {
            "paris": [Weighed(NEAR, 0.6), Weighed(FAR, 1.6)],
            "bonham": [Weighed(BONHAM, 0.4)],
            "clarksville": [Weighed(CLARKSVILLE, 0.1)],
        },
        SUPPORT,
    )
    assert support["paris"]["near"] > 0.4 > 0.05 > support["paris"]["far"]
    # No name vouches for itself.
    assert vouched({"paris": [Weighed(NEAR, 0.6), Weighed(FAR, 1.6)]}, SUPPORT) == {}


def test_the_home_of_the_source_decides_between_towns():
    evidence = Evidence.of([Pointer(0, "US")])
    assert resolve([NEAR, FAR], Context(900), evidence).option == FAR
    home = Home("US", "US-TX", 33.6, -95.5)
    assert resolve([NEAR, FAR], Context(900), Evidence.of([], home)).option == NEAR


@pytest.mark.parametrize(
    ("home", "division"),
    [(Home("US", "US-OR", 44.9, -123.0), "US-OR"), (Home("US", "US-MA", 42.4, -71.1), "US-MA")],
)
def test_a_text_is_read_with_the_home_of_its_source(home, division):
    reading = read("The council of Salem met on Monday.", home=home)
    assert reading.meant_by(mention(reading, "Salem")).division == division
