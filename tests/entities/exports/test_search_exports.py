"""Taking a result away: from the page, and by the command."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from articles.article_choices import Handling
from articles.clearance_models import Clearance
from tests.factories import make_article, make_entity, make_mention

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive(reader):
    Clearance.objects.create(user=reader, level=Handling.RED)
    gang = make_entity("MS-13", aliases=["MS13"])
    for number, handling in enumerate([Handling.CLEAR, Handling.AMBER, Handling.GREEN]):
        article = make_article(
            f"MS13 & <b>others</b> kept truce {number}.",
            title=f"<i>T{number}</i>",
            handling=handling,
        )
        make_mention(article, "MS13", gang)
    make_article("A truce of others.", title="Elsewhere", handling=Handling.RED)


def taken(client, form: str, query: str, **parameters: str) -> str:
    response = client.get(f"/search/export.{form}", {"q": query} | parameters)
    assert "attachment" in response["Content-Disposition"]
    return b"".join(response.streaming_content).decode()


def test_a_report_holds_the_result_with_reasons_and_the_strictest_marking(
    client, analyst, reader, archive
):
    Clearance.objects.update_or_create(user=reader, defaults={"level": Handling.GREEN})
    client.force_login(reader)
    report = taken(client, "html", "gang:MS13")
    assert report.count("<article>") == 2 and "AMBER</" not in report  # all that a reader sees

    client.force_login(analyst)
    report = " ".join(taken(client, "html", "gang:MS13").split())

    assert "<h1>Articles on MS-13</h1>" in report and "3 articles of 3 origins" in report
    assert report.count("<article>") == 3 and "Elsewhere" not in report
    assert "matched MS-13 by its alias MS13" in report
    assert "&lt;b&gt;others" in report and "<b>others" not in report and "<i>T" not in report
    assert '<span class="marking AMBER">TLP:AMBER</span>' in report
    assert 'content: "TLP:AMBER"' in report  # above and below every page that is printed


@pytest.mark.parametrize("form", ["csv", "json", "html"])
def test_values_are_taken_away_once_each_in_the_order_of_the_text(client, reader, form):
    article = make_article("On Monday 12 firearms and $5 were found, later 12 guns, and again $5.")
    for words, kind, value in (
        ("Monday", "date", "2012-06-18"),
        ("12 firearms", "quantity", ">=12 firearms"),
        ("$5", "money", "USD 5"),
        ("12 guns", "quantity", "12 guns"),
    ):
        make_mention(article, words, kind=kind, value=value)
    client.force_login(reader)

    written = taken(client, form, "kind:quantity", proposals="1")

    if form == "json":
        (row,) = json.loads(written)
        assert row["quantities"] == [">=12 firearms", "12 guns"]
        assert row["dates"] == ["2012-06-18"] and row["money"] == ["USD 5"]
    elif form == "csv":
        assert "2012-06-18,USD 5,>=12 firearms; 12 guns" in written
    else:
        assert "<dt>Quantities, not checked</dt><dd>at least 12 firearms, 12 guns</dd>" in written


def test_a_report_of_nothing_says_so(client, reader):
    client.force_login(reader)

    assert "0 articles of 0 origins." in taken(client, "html", "gang:MS13")


@pytest.mark.parametrize("form", ["csv", "json", "html"])
def test_the_command_writes_what_the_page_gives(archive, tmp_path, form):
    output, said = tmp_path / f"result.{form}", io.StringIO()
    call_command(
        "export_report", query="gang:MS13", format=form, output=output, json=True, stdout=said
    )

    assert json.loads(said.getvalue())["articles"] == 3
    written = output.read_text(encoding="utf-8")
    assert all(f"T{number}" in written for number in range(3)) and "Elsewhere" not in written
    assert list(tmp_path.iterdir()) == [output]


def test_the_command_says_what_is_wrong(tmp_path):
    with pytest.raises(CommandError, match="has no partner"):
        call_command("export_report", query='"', output=tmp_path / "result.csv")
    with pytest.raises(CommandError, match="choose another file"):
        call_command("export_report", output=tmp_path / "nowhere" / "result.csv")
