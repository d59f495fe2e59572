"""What is no news is found, and news is never cut away."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.importing import furniture

PROSE = (
    "Police in the Salvadoran capital arrested three alleged leaders of the Mara Salvatrucha on "
    "Monday after a shootout that left two officers wounded, authorities said."
)
ENDINGS = {
    "a paper": "Suscríbete a nuestro boletín\nSíguenos en Facebook\n© 2012 La Prensa. Todos los "
    "derechos reservados.",
    "a blog": "Share this article\nFacebook\nTwitter\nRelated Articles\nGang truce ends\nUS "
    "sanctions leaders\nSign up for our newsletter\nWe use cookies to improve your experience.",
    "a log-in prompt": "Already a subscriber?\nLog in\n\nGet the latest news in your inbox\n"
    "Email address",
    "one line of rights": "Copyright 2015 The Associated Press. All rights reserved. This material "
    "may not be published, broadcast, rewritten or redistributed.",
    "related links alone": "Related stories\nGang truce ends\nUS sanctions MS-13 leaders",
    "comments": "Leave a comment\nComments (3)\nPowered by WordPress",
}


@pytest.mark.parametrize("ending", ENDINGS.values(), ids=ENDINGS.keys())
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_block_of_furniture_at_the_end_is_cut_off_whole(ending, gap):
    text = f"Title\n{PROSE}\n\n{PROSE}{gap}{ending}\n"
    extent = furniture.find(text)
    assert text[extent.end :] == f"{ending}\n"
    assert extent.start == 0


@pytest.mark.parametrize(
    "ending",
    [
        "The gang's Facebook page had been removed.",
        "Anyone with information is asked to contact us, the police said.",
        "“Subscribe to peace,” he said.",
        "He signed up for the army in 1999.",
        "© AFP",
        "Read more in the report of the prosecutor, who found that the gang had grown since 2012.",
        "More from the trial is expected on Tuesday, when the judge will hear two witnesses.",
        "Cookies were found in the car of the suspect, whose password was known to the police.",
        "Jane Doe is a reporter for the paper.",
    ],
)
def test_one_signal_alone_cuts_nothing(ending):
    text = f"{PROSE}\n\n{ending}\n"
    assert furniture.find(text).end == len(text)


def test_news_between_two_pieces_of_furniture_stays():
    quote = "“We will not stop,” he said."
    text = f"{PROSE}\n\nSEE ALSO: A truce\n\n{quote}\n\nShare this\n© 2019 El Faro"
    extent = furniture.find(text)
    assert "he said." in text[: extent.end]
    assert text[extent.end :].startswith("Share this")


@pytest.mark.parametrize(
    "line",
    [
        *("SEE ALSO: El Salvador’s Gang Truce", "See also:\xa0A truce", "READ MORE: Ten things"),
        *("RELATED: MS-13 leader held", "Related stories", "Advertisement", "ADVERTISEMENT"),
        *("Story continues below advertisement", "Photo: Getty Images", "Lea también: Un día"),
        *("Publicidad", "Click here to subscribe", "Share this article", "MORE: Police hold two"),
        *("Sign up for our newsletter", "Follow us on Twitter", "Read more »"),
    ],
)
def test_a_line_of_furniture_inside_the_text_is_marked_whole(line):
    text = f"{PROSE}\n\n{line}\n\n{PROSE}"
    assert [text[start:end] for start, end in furniture.find(text).furniture] == [line]


@pytest.mark.parametrize(
    "line",
    [
        "See also the report of 2012, which the police had kept secret.",
        "Related crimes fell by half.",
        "More: the gang's leaders, the report says, were warned.".replace(
            "More:", "More than that,"
        ),
        "Photo: Officers lead alias “Cobra” to court in San Miguel. He denies all charges.",
        "Share of homicides by gang",
        "Advertisements for hitmen were found.",
    ],
)
def test_a_line_of_news_that_begins_alike_stays(line):
    assert furniture.find(f"{PROSE}\n\n{line}\n\n{PROSE}").furniture == ()


def test_menus_above_the_title_are_left_out_of_the_body():
    text = f"Skip to main content\nLog in\nSubscribe\n\nGang leader held\n\n{PROSE}"
    assert text[furniture.find(text).start :].startswith("Gang leader held")


def test_a_text_that_is_nothing_but_furniture_is_left_alone():
    text = "Log in\nSubscribe to our newsletter\n© 2020 Example. All rights reserved."
    assert furniture.find(text).end == len(text)


@given(st.lists(st.sampled_from([PROSE, *ENDINGS.values(), "A", "", "SEE ALSO: x"]), max_size=8))
@settings(deadline=None)
def test_long_sentences_of_news_are_never_furniture(parts):
    text = "\n".join(parts)
    extent = furniture.find(text)
    at = -1
    while (at := text.find(PROSE, at + 1)) != -1:
        assert extent.start <= at < at + len(PROSE) <= extent.end
        assert not any(start <= at < end for start, end in extent.furniture)
