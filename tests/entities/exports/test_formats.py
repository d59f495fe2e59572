"""The forms of file in which a result can be taken away."""

import pytest
from django.urls import reverse

from entities.exports.columns import COLUMNS
from entities.exports.formats import FORMATS
from entities.kinds import Kind
from tests.factories import make_article


def test_every_kind_of_name_and_value_has_a_column():
    kinds = [kind.plural.lower() for kind in Kind]
    assert [column for column in COLUMNS if column in kinds] == kinds


@pytest.mark.django_db
def test_the_page_links_every_format(client, reader):
    make_article("A truce.")
    client.force_login(reader)
    page = client.get(reverse("entities:search"), {"q": "truce"}).content.decode()

    for form in FORMATS.values():
        link = f"{reverse('entities:search_export', args=[form.name])}?q=truce"
        assert link in page and f">{form.label}</a>" in page
