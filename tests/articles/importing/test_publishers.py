"""Publishers: named by what the text says of itself, or not at all."""

import pytest

from tests.articles.importing.documents import PROSE, parse_text


@pytest.mark.parametrize(
    "ending, source",
    [
        ("© 2012 La Prensa Gráfica. Todos los derechos reservados.", "La Prensa Gráfica"),
        ("Copyright 2015 The Associated Press. All rights reserved.", "The Associated Press"),
        ("New to LIGNET? Create New Account", "LIGNET"),
        ("InSight Crime Analysis\n\nThe gang has changed, as its rivals have.", "InSight Crime"),
        ("This article was first published by El Faro.", "El Faro"),
        ("Risk Analysis\n\nThe gang has changed, as its rivals have.", "Unknown source"),
        ("The DEA believes that the gang has 10,000 members.", "Unknown source"),
        ("Follow Jane Doe on Twitter.", "Unknown source"),
        ("Powered by WordPress", "Unknown source"),
    ],
)
def test_the_source_is_named_only_when_the_text_proves_it(ending, source):
    assert parse_text(f"{PROSE}\n\n{ending}\n").source == source


def test_a_given_source_outranks_what_the_text_says():
    assert (
        parse_text(PROSE + "\n\n© 2012 El Faro. All rights reserved.", source="FBIS").source
        == "FBIS"
    )
