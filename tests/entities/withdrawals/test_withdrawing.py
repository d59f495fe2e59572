"""What is withdrawn counts nowhere, is kept, and comes back as it was."""

import pytest
from django.urls import reverse

from articles.article_choices import Handling
from articles.importing.run_import import run
from articles.models import Article, ArticleRevision
from articles.run_models import Fate, ImportRun
from entities.actions import bulk, undo_redo
from entities.actions.mention_actions import confirm
from entities.actions.recorder import CorrectionError
from entities.exports.columns import rows
from entities.extraction.queue.read_pending import pending
from entities.kinds import Kind, RelationKind, Status
from entities.models import Evidence, Mention, Relationship, SearchRow
from entities.profiles.actions import merge
from entities.review.filters import Filters
from entities.search.digests import differences
from entities.search.request import SearchRequest
from entities.search.results.engine import Search
from entities.weights import counting
from entities.withdrawals.actions import restore, withdraw
from entities.withdrawals.scopes import Scope
from tests.factories import make_article, make_entity, make_evidence, make_mention, make_source

pytestmark = pytest.mark.django_db

TEXT = "The Vice Lords fight the Black Gang in Utica."


@pytest.fixture
def told():
    """An article that names two gangs and states a relationship, everything proposed."""
    article = make_article(TEXT, source=make_source("Utica Post"))
    one, other = make_entity("Vice Lords"), make_entity("Black Gang", Kind.GANG)
    make_mention(article, "Vice Lords", one)
    make_mention(article, "Black Gang", other)
    make_evidence(article, TEXT, one, RelationKind.RIVAL_OF, other)
    return article


def counted(user) -> dict[str, object]:
    """What the rooms say of all articles."""
    counting.count_due()
    search = Search(SearchRequest())
    page = search.page()
    keys = Relationship.objects.values_list("pk", flat=True)
    return {
        "search": page.total,
        "facets": sorted((v.name, v.count) for one in page.facets for v in one.values),
        "export": [row["id"] for row in rows(search, root="")],
        "queue": list(Filters(user).qs.values_list("pk", flat=True)),
        "mentions": Mention.objects.live().count(),
        "evidence": Evidence.objects.live().count(),
        "relationships": list(Relationship.objects.live().values_list("pk", flat=True)),
        "weights": [kept for kept in counting.standing(keys, Handling.values).values() if kept],
        "pending": list(pending().values_list("pk", flat=True)),
    }


def test_a_withdrawn_article_is_gone_everywhere_and_undo_restores_it_as_it_was(told, analyst):
    before = counted(analyst)
    assert before["search"] == before["evidence"] == len(before["weights"]) == 1
    action = withdraw(Scope(article=told), "The wrong folder", user=analyst)
    told.refresh_from_db()
    assert (told.withdrawn_by, told.withdrawn_reason) == (analyst, "The wrong folder")
    gone = counted(analyst)
    assert {name: value for name, value in gone.items() if value} == {}
    assert not Mention.objects.unplaced().exists()
    assert list(differences()) == []
    undo_redo.undo(action, user=analyst)
    assert counted(analyst) == before
    assert not ArticleRevision.objects.exists()
    undo_redo.redo(action, user=analyst)
    assert counted(analyst) == gone


def test_all_that_an_import_brought_is_withdrawn_by_one_act(tmp_path, analyst):
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"Text {number} of the Vice Lords.")
    kept = make_article(TEXT)
    import_run = run([str(tmp_path)])
    assert import_run.articles.count() == 3
    action = withdraw(Scope(run=import_run), "The wrong folder", user=analyst)
    assert [article.pk for article in Article.objects.not_withdrawn()] == [kept.pk]
    assert Search(SearchRequest()).page().total == 1
    # The same folder again brings nothing back.
    assert run([str(tmp_path)]).unchanged == 3
    assert Search(SearchRequest()).page().total == 1
    undo_redo.undo(action, user=analyst)
    assert Search(SearchRequest()).page().total == 4


def test_many_articles_are_withdrawn_in_the_background_and_locked_ones_stay(
    analyst, django_user_model, monkeypatch
):
    monkeypatch.setattr(bulk, "MOST_AT_ONCE", 2)
    other = django_user_model.objects.create_user("otto")
    articles = [make_article(f"{TEXT} {number}") for number in range(4)]
    Article.objects.filter(pk=articles[0].pk).update(is_locked=True, assigned_to=other)
    analyst.is_staff = False
    analyst.save()
    withdraw(Scope(source=articles[0].source), "Not a paper", user=analyst)
    bulk.carry_out()
    assert [article.pk for article in Article.objects.not_withdrawn()] == [articles[0].pk]


def test_who_reviews_an_article_that_is_withdrawn_meanwhile_is_told_so(told, analyst):
    mention = told.mentions.first()
    withdraw(Scope(article=told), "Twice here", user=analyst)
    with pytest.raises(CorrectionError, match=r"was withdrawn by ana on .* restore it first"):
        confirm(mention, user=analyst)
    restore(told, user=analyst)
    confirm(Mention.objects.get(pk=mention.pk), user=analyst)


def test_undo_after_a_merge_brings_the_mentions_to_the_entity_that_is_left(told, analyst):
    action = withdraw(Scope(article=told), "Twice here", user=analyst)
    loser = Mention.objects.get(name="Vice Lords").entity
    winner = make_entity("Almighty Vice Lords")
    merge(loser, winner, user=analyst)
    undo_redo.undo(action, user=analyst)
    assert Mention.objects.live().get(name="Vice Lords").entity == winner
    assert SearchRow.objects.get(article=told).entities == sorted(
        [winner.pk, Mention.objects.get(name="Black Gang").entity_id]
    )
    assert Relationship.objects.live().get().status == Status.PROPOSED


def test_another_text_of_a_withdrawn_article_is_skipped_and_said(tmp_path, analyst):
    (tmp_path / "a.txt").write_text("Three men were held in the capital.")
    run([str(tmp_path)])
    withdraw(Scope(article=Article.objects.get()), "Not ours", user=analyst)
    (tmp_path / "a.txt").write_text("Four men were held in the capital.")
    again = run([str(tmp_path)])
    assert again.counts[Fate.SKIPPED] == 1
    assert "restore that first" in again.items.get().reason


def test_nothing_is_withdrawn_without_a_reason_or_twice(told, analyst):
    with pytest.raises(CorrectionError, match="without a reason"):
        withdraw(Scope(article=told), "  ", user=analyst)
    withdraw(Scope(article=told), "Twice here", user=analyst)
    with pytest.raises(CorrectionError, match="withdrawn already"):
        withdraw(Scope(article=told), "Twice here", user=analyst)


def test_the_pages_say_what_is_withdrawn_and_readers_may_not(client, told, analyst, reader):
    page = reverse("entities:withdrawals")
    client.force_login(analyst)
    assert "Why" in client.get(page, {"article": told.pk}).text
    post = reverse("entities:withdrawals_withdraw")
    answer = client.post(post, {"article": told.pk, "reason": "Twice here"}, follow=True)
    assert "<strong>Withdrawn</strong> by ana" in answer.text
    assert "Twice here" in client.get(page).text
    assert client.get(page, {"source": told.source_id}).status_code == 200
    client.force_login(reader)
    assert client.post(post, {"article": told.pk, "reason": "x"}).status_code == 403
    assert client.get(page).status_code == 200
    restored = reverse("entities:article_restore", args=[told.pk])
    assert client.post(restored).status_code == 403


def test_a_run_has_its_articles(tmp_path):
    (tmp_path / "a.txt").write_text("Three men were held.")
    run([str(tmp_path)])
    assert Article.objects.get().import_run == ImportRun.objects.get()
