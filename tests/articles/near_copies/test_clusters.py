"""Near-copies have one cluster, whatever was edited; what only shares a letterhead has not."""

import pytest

from articles.copy_models import ClusterPlace
from articles.models import Article
from articles.near_copies.clusters import place_due, waiting
from tests.articles.near_copies.made_texts import edited, news, with_other_sentences
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def clusters(*articles: Article) -> list[int]:
    """The clusters of the articles as numbers from 0 in the order in which they appear."""
    place_due()
    places = ClusterPlace.objects.in_bulk([article.pk for article in articles])
    found = [places[article.pk].cluster for article in articles]
    return [list(dict.fromkeys(found)).index(cluster) for cluster in found]


def test_texts_of_which_a_part_was_edited_or_cut_are_copies_of_the_first():
    texts = [news(1), news(2)]
    for seed in range(4):
        texts += [edited(texts[0], 0.1 * (seed + 1), seed)]
        texts += [with_other_sentences(texts[0], 0.1 * (seed + 1), seed)]
    texts += [" ".join(texts[0].split()[:100]), " ".join(texts[0].split()[100:])]
    articles = [make_article(text) for text in texts]
    assert clusters(*articles) == [0, 1] + [0] * 10
    references = ClusterPlace.objects.filter(is_reference=True)
    assert set(references.values_list("pk", flat=True)) == {one.pk for one in articles[:2]}


def test_a_text_of_fewer_than_thirty_words_is_a_copy_of_nothing():
    short = " ".join(news(1).split()[:29])
    assert clusters(make_article(short), make_article(f"{short} "), make_article("")) == [0, 1, 2]
    enough = " ".join(news(1).split()[:30])
    assert clusters(make_article(enough), make_article(f"{enough} ")) == [0, 0]


def test_different_releases_share_a_letterhead_and_a_notice_and_are_no_copies():
    head, notice = news(100, 40), news(101, 40)
    articles = [make_article(f"{head} {news(number, 120)} {notice}") for number in range(40)]
    found = clusters(*articles)
    # The first few were compared when nobody could know what is a letterhead.
    assert found[8:] == list(range(found[8], found[8] + 32))


def test_of_a_chain_of_texts_each_like_the_next_the_ends_do_not_meet():
    sentences = news(1, 1000).split(". ")
    texts = [". ".join(sentences[start : start + 20]) for start in range(0, 60, 5)]
    found = clusters(*(make_article(text) for text in texts))
    assert found[0] == found[1]
    assert found[0] != found[-1]
    assert len(set(found)) >= 4


def test_one_text_many_times_is_one_cluster_and_one_reference():
    texts = [make_article(f"{news(1, 60)} Number {number}.") for number in range(220)]
    assert clusters(*texts) == [0] * 220
    assert ClusterPlace.objects.filter(is_reference=True).count() == 1
    assert waiting(10) == 0


def test_another_text_takes_an_article_to_another_cluster_and_its_copies_stay_together():
    first, copy, second = make_article(news(1)), make_article(edited(news(1), 0.1)), None
    assert clusters(first, copy) == [0, 0]
    text = news(2)
    Article.objects.filter(pk=first.pk).update(text=text, body_end=len(text))
    second = make_article(edited(news(1), 0.2))
    assert clusters(first, copy, second) == [0, 1, 1]


def test_stopped_between_two_batches_it_goes_on_where_it_was():
    articles = [make_article(news(number)) for number in range(3)]
    assert place_due(lambda: True) == 0
    assert (waiting(10), waiting(2)) == (3, 2)
    assert place_due() == 3
    assert clusters(*articles) == [0, 1, 2]
