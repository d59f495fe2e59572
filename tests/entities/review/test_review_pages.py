"""The review pages: what stands where and why, who may do what, how many queries they need."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from articles.near_copies.clusters import place_due
from entities.actions import mention_actions, undo_redo
from entities.kinds import Kind, Status
from entities.models import Action, Mention, NameRule
from entities.name_rules import actions as name_rules_actions
from entities.name_rules.occurrences import AT_FIRST
from entities.review import actions as review_actions
from entities.review.filters import Filters, MentionFilters
from entities.review.progress import COLUMNS, workers
from entities.review.queries import Undecideds
from entities.review.queue import Queue, carried_on
from tests.articles.near_copies.made_texts import edited, news
from tests.factories import make_article, make_entity, make_mention, make_source

pytestmark = pytest.mark.django_db
MOST_QUERIES = 20


@pytest.fixture
def bea(django_user_model):
    user = django_user_model.objects.create_user("bea", first_name="Bea")
    user.user_permissions.add(*Permission.objects.filter(codename__endswith="_mention"))
    return user


def write(words: str, *confidences: float | None, entity=None, **fields) -> Article:
    """An article that names the entity once for each confidence of an undecided mention."""
    article = make_article(" and ".join([words] * max(1, len(confidences))) + ".", **fields)
    for confidence in confidences:
        make_mention(article, words, entity, confidence=confidence)
    return article


@pytest.fixture
def gang():
    return make_entity("MS-13", aliases=["MS13"])


@pytest.fixture
def known(gang):
    """Three articles, equally doubtful but for the first; MS-13 is named in more of them."""
    rare = make_entity("Barrio 18")
    return [
        write("MS-13", 0.9, entity=gang, title="sure"),
        write("Barrio 18", 0.35, entity=rare, title="doubtful and rare"),
        write("MS-13", 0.31, 0.8, entity=gang, title="doubtful and frequent"),
        write("MS-13", 0.38, entity=gang, title="the same, newer"),
    ]


def titles(filters: Filters) -> list[str]:
    found = Article.objects.in_bulk(Queue(filters).order)
    return [found[key].title for key in Queue(filters).order]


def asked(user, **parameters) -> Filters:
    return Filters(user, {name: str(value) for name, value in parameters.items()})


def wanted(user, **parameters) -> Undecideds:
    return Undecideds(MentionFilters(user, {key: str(one) for key, one in parameters.items()}))


def test_the_doubtful_come_first_then_the_frequent_then_the_new(known, analyst):
    write("nothing", title="nothing to decide")

    assert titles(Filters(analyst)) == [
        "the same, newer",
        "doubtful and frequent",
        "doubtful and rare",
        "sure",
        "nothing to decide",
    ]


def test_a_row_says_why_it_stands_there(client, analyst, known):
    client.force_login(analyst)

    page = " ".join(client.get(reverse("entities:review_articles")).content.decode().split())

    assert "2 undecided, most doubtful 0.31; </span>names" in page
    assert "mentioned in 3 articles" in page
    assert "imported 0 minutes ago" in page


def test_without_a_figure_a_mention_is_the_most_doubtful(analyst, gang):
    write("MS-13", 0.0, entity=gang, title="zero")
    write("MS-13", None, entity=gang, title="no figure")

    assert set(titles(Filters(analyst))) == {"zero", "no figure"}
    row = Queue(Filters(analyst)).page("1").object_list[0]
    assert row.least_sure is None


def test_what_is_done_waits_no_more(analyst, known):
    review_actions.finish(known[0], user=analyst)

    assert "sure" not in titles(Filters(analyst))
    assert titles(asked(analyst, state="done")) == ["sure"]


def test_filters_by_source_kind_gang_and_place(analyst, known):
    land = make_entity("El Salvador", Kind.LOCATION, country="SV")
    town = make_entity("Santa Ana", Kind.LOCATION, parent=land)
    write("Santa Ana", 0.5, entity=town, title="there", source=make_source("Kent Mail"))

    assert titles(asked(analyst, source=make_source("Kent Mail").pk)) == ["there"]
    assert titles(asked(analyst, kind="location")) == ["there"]
    assert titles(asked(analyst, place=land.pk)) == ["there"]
    assert titles(asked(analyst, place_name="el salvador")) == ["there"]
    assert len(titles(asked(analyst, gang_name="ms 13"))) == 3
    assert titles(asked(analyst, kind="gang", source=make_source("Kent Mail").pk)) == []


def test_a_name_of_several_or_of_none_is_said(client, analyst, known):
    make_entity("Vice Lords", note="one")
    make_entity("Vice Lords", note="other")
    client.force_login(analyst)

    several = client.get(reverse("entities:review_articles"), {"gang_name": "Vice Lords"})
    none = client.get(reverse("entities:review_articles"), {"place_name": "Nowhere"})

    assert "Several gangs are called “Vice Lords”" in several.content.decode()
    assert "No place is called “Nowhere”" in none.content.decode()


@pytest.mark.parametrize(
    "parameters",
    [
        {"source": "9" * 30, "gang": "x", "kind": "weapon", "state": "?", "assigned": "-1"},
        {"page": "-3", "article": "0"},
        {"gang_name": "\x00".replace("\x00", "…")},
        {"assigned": "99999", "place": "²"},
    ],
)
def test_nonsense_in_the_address_is_left_out(client, analyst, known, parameters):
    client.force_login(analyst)

    for name in ("entities:review_articles", "entities:review_mentions", "entities:review_people"):
        assert client.get(reverse(name), parameters).status_code == 200


def test_who_has_what(analyst, bea, known):
    review_actions.assign({known[0].pk: None}, bea, user=analyst)
    review_actions.assign({known[1].pk: None}, analyst, user=analyst)

    assert titles(asked(analyst, assigned="me")) == ["doubtful and rare"]
    assert titles(asked(analyst, assigned=bea.pk)) == ["sure"]
    assert len(titles(asked(analyst, assigned="nobody"))) == 2


def test_what_is_to_approve_is_in_the_queue_of_the_others(analyst, bea, known):
    make_source().__class__.objects.update(needs_approval=True)
    review_actions.finish(known[0], user=analyst)

    assert "sure" not in titles(Filters(analyst))
    assert "sure" in titles(Filters(bea))
    assert titles(asked(bea, assigned="me")) == ["sure"]
    assert titles(asked(analyst, assigned="me")) == []
    assert titles(asked(analyst, state="approval")) == ["sure"]


def test_the_next_article_follows_though_the_order_changed(analyst, known):
    filters = Filters(analyst)
    order = Queue(filters).order

    assert Queue(filters).following(order[0], 1) == (order[1], 2)
    assert Queue(filters).following(order[3], 4) == (order[0], 1)
    # The first one moves to the end, since all of it is decided.
    for mention in Mention.objects.filter(article=order[0]):
        mention_actions.confirm(mention, user=analyst)
    assert Queue(filters).order == [*order[1:], order[0]]
    assert Queue(filters).following(order[0], 1) == (order[1], 1)
    review_actions.finish(Article.objects.get(pk=order[0]), user=analyst)
    assert Queue(filters).following(order[0], 1) == (order[1], 1)
    assert Queue(filters).following(order[0], 0) == (order[1], 1)


def test_done_goes_on_to_the_next_article_of_the_queue(client, analyst, known):
    client.force_login(analyst)
    order = Queue(Filters(analyst)).order
    url = reverse("entities:article_finish", args=[order[1]])

    response = client.post(url, {"queue": "kind=gang", "at": "2"})

    assert response.url == f"/articles/{order[2]}/?queue=kind%3Dgang&at=2"
    page = client.get(response.url).content.decode()
    assert "2 mentions stay undecided." in page
    assert 'of <span class="num">3</span> in' in page
    assert f'href="/articles/{order[1]}/"' in page


def test_the_last_one_leads_back_to_the_queue(client, analyst, known):
    client.force_login(analyst)
    url = reverse("entities:article_finish", args=[known[1].pk])
    review_actions.assign({known[1].pk: None}, analyst, user=analyst)

    response = client.post(url, {"queue": "assigned=me", "at": "1"}, follow=True)

    assert response.redirect_chain[0][0] == "/review/?assigned=me"
    page = response.content.decode()
    assert "That was the last of my queue." in page
    assert "Your queue is empty." in page


def test_the_next_article_is_reached_without_marking_this_one(client, reader, known):
    client.force_login(reader)
    order = Queue(Filters(reader)).order

    response = client.get(
        reverse("entities:review_next", args=[order[0]]), {"queue": "", "at": "1"}
    )

    assert response.url == f"/articles/{order[1]}/?queue=&at=2"
    assert not Action.objects.exists()


@pytest.mark.parametrize(
    ("address", "referer", "expected"),
    [
        ("/a/#text", "http://x/a/?queue=kind%3Dgang&at=3", "/a/?queue=kind%3Dgang&at=3#text"),
        ("/a/?mention=1#m", "http://x/a/?queue=&at=3", "/a/?mention=1&queue=&at=3#m"),
        ("/a/", "http://x/a/?mention=4", "/a/"),
        ("/a/", "", "/a/"),
    ],
)
def test_the_queue_is_carried_on_without_scripts(address, referer, expected):
    assert carried_on(address, referer) == expected


def test_undecided_mentions_in_their_sentence(analyst, gang):
    article = make_article("First one. Then MS-13 left <town>. The last one.\n\nAnother paragraph.")
    make_mention(article, "MS-13", gang, confidence=0.4)

    (row,) = wanted(analyst).page("1").object_list

    assert row.sentence == 'Then <mark data-kind="gang">MS-13</mark> left &lt;town&gt;.'
    assert row.named == 1


def test_a_long_sentence_is_cut_with_dots(analyst, gang):
    article = make_article("word " * 100 + "MS-13" + " word" * 100)
    make_mention(article, "MS-13", gang, confidence=0.4)

    (row,) = wanted(analyst).page("1").object_list

    assert row.sentence.startswith("… ") and row.sentence.endswith(" …")
    assert len(row.sentence) < 500


def test_mentions_come_in_the_same_order_as_articles(analyst, known):
    decided = known[0].mentions.get()
    mention_actions.confirm(decided, user=analyst)

    rows = wanted(analyst).page("1").object_list

    assert [row.mention.confidence for row in rows] == [0.38, 0.31, 0.35, 0.8]
    assert wanted(analyst, article=known[1].pk).order == [known[1].mentions.get().pk]
    assert len(wanted(analyst, gang_name="MS13").order) == 3
    assert wanted(analyst, kind="person").order == []


def test_a_decision_in_the_list_draws_its_row_anew(client, analyst, known):
    client.force_login(analyst)
    mention = known[0].mentions.get()

    response = client.post(
        reverse("entities:mention_decide", args=[mention.pk]),
        {"decision": "confirm", "seen": mention.seen},
        headers={"HX-Request": "true"},
    )

    page = response.content.decode()
    assert f'id="row-{mention.pk}"' in page and "✓ confirmed" in page
    assert "Confirmed “MS-13” as MS-13" in page
    assert Mention.objects.get(pk=mention.pk).status == Status.CONFIRMED


def test_a_decision_on_what_somebody_changed_is_refused_in_its_row(client, analyst, bea, known):
    client.force_login(analyst)
    mention = known[0].mentions.get()
    seen = mention.seen
    mention_actions.reject(mention, user=bea)

    response = client.post(
        reverse("entities:mention_decide", args=[mention.pk]),
        {"decision": "confirm", "seen": seen},
        headers={"HX-Request": "true"},
    )

    page = response.content.decode()
    assert "Bea changed “MS-13” before you" in page and "✗ rejected" in page
    assert Mention.objects.get(pk=mention.pk).status == Status.REJECTED


def test_undo_leads_back_to_the_row(client, analyst, known):
    client.force_login(analyst)
    mention = known[0].mentions.get()
    mention_actions.confirm(mention, user=analyst)

    response = client.post(
        reverse("entities:action_take_back"),
        headers={"Referer": "http://testserver/review/mentions/?kind=gang#row-3"},
    )

    assert response.url.endswith(f"/review/mentions/?kind=gang#row-{mention.pk}")
    assert Mention.objects.get(pk=mention.pk).status == Status.PROPOSED


def test_only_mentions_of_the_article_are_confirmed_on_its_screen(client, analyst, known):
    client.force_login(analyst)
    here, elsewhere = known[0].mentions.get(), known[1].mentions.get()
    shown = [f"{mention.pk}:{mention.seen}" for mention in (here, elsewhere)]

    response = client.post(
        reverse("entities:article_confirm_shown", args=[known[0].pk]),
        {"mention": shown},
        headers={"HX-Request": "true"},
    )

    assert "Confirmed 1 mention." in response.content.decode()
    assert Mention.objects.get(pk=elsewhere.pk).status == Status.PROPOSED


@pytest.mark.parametrize("mention", ["x:y", "5", "5:", "9" * 20 + ":x", "²:x"])
def test_a_forged_request_is_refused(client, analyst, known, mention):
    client.force_login(analyst)

    response = client.post(reverse("entities:review_mentions_confirm"), {"mention": mention})

    assert response.status_code == 422
    assert not Action.objects.exists()


@pytest.mark.parametrize("name", ["review_articles", "review_mentions", "review_people"])
def test_a_reader_sees_the_queue_without_buttons(client, reader, known, name):
    client.force_login(reader)

    page = client.get(reverse(f"entities:{name}")).content.decode()

    main = page[page.index('<main id="main"') : page.index("</main>")]
    assert 'method="post"' not in main and "checkbox" not in main


@pytest.mark.parametrize("name", ["review_articles", "review_mentions", "review_people"])
@pytest.mark.parametrize("number", [1, 40])
def test_a_page_needs_few_queries_however_long_it_is(
    client, analyst, bea, gang, name, number, django_assert_max_num_queries
):
    for _ in range(number):
        article = write("MS-13", 0.5, 0.6, entity=gang)
        review_actions.assign({article.pk: None}, bea, user=analyst)
    review_actions.confirm_shown(
        {one.pk: one.seen for one in Mention.objects.all()[:50]}, user=analyst
    )
    review_actions.finish(article, user=analyst)
    client.force_login(analyst)

    with django_assert_max_num_queries(MOST_QUERIES):
        assert client.get(reverse(f"entities:{name}")).status_code == 200


def test_counts_of_each_person_without_what_was_undone(analyst, bea, known):
    first, second = known[2].mentions.all()
    mention_actions.confirm(first, user=analyst)
    mention_actions.reject(second, user=analyst)
    undo_redo.undo(Action.objects.first(), user=analyst)
    others = Mention.objects.filter(status=Status.PROPOSED).exclude(article=known[2])
    review_actions.confirm_shown({one.pk: one.seen for one in others}, user=analyst)
    mention_actions.reassign(second, make_entity("Barrio 13"), user=bea)
    review_actions.assign({known[0].pk: None}, bea, user=analyst)
    review_actions.finish(known[1], user=bea)
    Action.objects.filter(verb="confirm").update(acted_at=timezone.now() - timedelta(days=3))

    everything = {one.user: one for one in workers([analyst, bea], "all")}

    assert everything[analyst].row == [4, 0, 0, 0, 0, 0, 0]
    assert everything[bea].row == [0, 0, 1, 0, 0, 1, 0]
    assert everything[bea].assigned == 1
    assert workers([analyst], "today")[0].row[0] == 3
    assert workers([analyst], "week")[0].row[0] == 4


def test_what_is_decided_everywhere_counts_by_its_mentions(analyst, known, gang):
    rule = name_rules_actions.wish("MS-13", NameRule.Decision.IS, entity=gang)
    action = name_rules_actions.decide(rule, user=analyst, groups=AT_FIRST)
    columns = [*COLUMNS]

    assert workers([analyst], "all")[0].row[columns.index("everywhere")] == 4
    action.changes.filter(row=known[0].mentions.get().pk).update(is_left=True)
    assert workers([analyst], "all")[0].row[columns.index("everywhere")] == 3
    undo_redo.undo(action, user=analyst)
    assert sum(workers([analyst], "all")[0].row) == 0


def test_supervisors_see_everybody_and_others_themselves(client, analyst, bea, known):
    client.force_login(analyst)
    assert "Bea" in client.get(reverse("entities:review_people")).content.decode()

    client.force_login(bea)
    page = client.get(reverse("entities:review_people")).content.decode()
    assert "What you did" in page and f"?user={analyst.pk}" not in page


def test_two_readers_are_compared_on_the_page(client, analyst, bea, known):
    mention_actions.confirm(known[0].mentions.get(), user=analyst)
    review_actions.finish(known[0], user=analyst)
    review_actions.reopen(known[0], user=bea)
    review_actions.finish(known[0], user=bea)
    client.force_login(bea)

    page = client.get(reverse("entities:review_people")).content.decode()

    assert "1 article</span>" in page
    assert "always the same label" in page


def test_the_history_says_who_was_meant(client, analyst, bea, known):
    review_actions.assign({known[0].pk: None}, bea, user=analyst)
    client.force_login(analyst)

    page = client.get(reverse("entities:history"), {"article": known[0].pk}).content.decode()

    assert "Assigned “sure” to Bea" in page
    assert "assigned to: <del>–</del> → <ins>bea</ins>" in page


def test_the_queue_lists_origins_alone_where_these_are_counted(client, analyst):
    text = news(1)
    later = make_article(text, published_on="2020-05-02", published_precision="day")
    origin = make_article(edited(text, 0.2), published_on="2020-05-01", published_precision="day")
    undated = make_article(edited(text, 0.1))
    other = make_article(news(2))
    place_due()
    filters = Filters(analyst, {"count": "origins"})
    assert set(filters.qs.values_list("pk", flat=True)) == {origin.pk, other.pk}
    assert filters.words == "the queue, origins only"
    assert Filters(analyst).qs.filter(pk__in=[later.pk, undated.pk]).count() == 2
    client.force_login(analyst)
    page = client.get(reverse("entities:review_articles"), {"count": "origins"}).text
    assert "</strong> origins in" in " ".join(page.split())
    assert client.get(reverse("entities:review_mentions"), {"count": "origins"}).status_code == 200
