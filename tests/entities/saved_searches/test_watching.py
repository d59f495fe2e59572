from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from entities.kinds import Kind
from entities.models import Arrival, Delivery, Entity, Extraction, SavedSearch
from entities.saved_searches import actions, arrivals
from entities.saved_searches.actions import SavingError, change, look, remove, save, watch_of
from entities.saved_searches.arrivals import count_new, newest_arrival, record_arrivals, run_due
from entities.saved_searches.tasks import MOST_LISTED, send_due
from tests.factories import make_article, make_entity, make_mention

pytestmark = pytest.mark.django_db


def never() -> bool:
    return False


def read(article: Article, version: str = "1") -> Article:
    """As the pipeline would: the article has been read by this version."""
    Extraction.objects.create(
        article=article, pipeline_version=version, text_hash=article.text_hash, seconds=0.1
    )
    return article


def arrive(text: str, **fields) -> Article:
    article = read(make_article(text, **fields))
    record_arrivals()
    return article


@pytest.fixture
def saved(reader):
    return save("truce", user=reader, watch="at_once")


def delivered(search: SavedSearch) -> list[list[int]]:
    return list(search.deliveries.order_by("pk").values_list("articles", flat=True))


def test_a_text_arrives_when_it_is_read_for_the_first_time():
    article = make_article("A truce.")
    record_arrivals()
    assert newest_arrival() == 0

    read(article)
    assert record_arrivals() == 1
    read(article, version="2")
    assert record_arrivals() == 0


def test_a_changed_text_arrives_anew():
    article = arrive("A truce.")
    Article.objects.filter(pk=article.pk).update(text="A new truce.", body_end=12)
    article.refresh_from_db()
    read(article)

    assert record_arrivals() == 1


def test_a_text_that_could_not_be_read_has_not_arrived():
    article = make_article("A truce.")
    Extraction.objects.create(
        article=article, pipeline_version="1", text_hash=article.text_hash, seconds=1, error="No."
    )
    assert record_arrivals() == 0


def test_arrivals_are_in_the_order_of_reading():
    first, second = make_article("One."), make_article("Two.")
    read(second)
    read(first)
    record_arrivals()

    assert list(Arrival.objects.order_by("pk").values_list("article", flat=True)) == [
        second.pk,
        first.pk,
    ]


def test_a_watch_finds_what_comes_in_and_nothing_that_was_there(reader):
    arrive("An old truce.")
    search = save("truce", user=reader, watch="at_once")
    new = arrive("A new truce.")
    arrive("Something else.")

    assert run_due(never) == 1
    assert delivered(search) == [[new.pk]]
    assert run_due(never) == 0


def test_an_old_article_that_is_read_anew_is_no_news(reader):
    article = arrive("An old truce.")
    search = save("truce", user=reader, watch="at_once")
    read(article, version="2")
    record_arrivals()
    run_due(never)

    assert delivered(search) == []


def test_a_daily_watch_waits_for_its_day(reader):
    search = save("truce", user=reader, watch="daily")
    first = arrive("A truce.")
    run_due(never)
    second = arrive("Another truce.")
    run_due(never)
    assert delivered(search) == [[first.pk]]

    SavedSearch.objects.update(ran_at=timezone.now() - timedelta(days=1))
    run_due(never)
    assert delivered(search) == [[first.pk], [second.pk]]


def test_a_paused_watch_is_not_run_and_goes_on_with_what_comes_then(reader, saved):
    change(saved, user=reader, name=saved.name, watch="at_once", paused=True)
    arrive("A truce.")
    run_due(never)
    change(saved, user=reader, name=saved.name, watch="at_once", paused=False)
    later = arrive("Another truce.")
    run_due(never)

    assert delivered(saved) == [[later.pk]]


def test_a_flood_is_cut_and_counted(monkeypatch, saved):
    monkeypatch.setattr(arrivals, "MOST_DELIVERED", 2)
    monkeypatch.setattr(arrivals, "MOST_COUNTED", 3)
    articles = [arrive(f"A truce {number}.") for number in range(5)]
    run_due(never)

    (delivery,) = saved.deliveries.all()
    assert (delivery.found, delivery.articles) == (3, [articles[4].pk, articles[3].pk])


def test_a_watch_that_cannot_be_run_is_paused_with_the_reason(reader):
    gang = make_entity("MS-13")
    search = save(f"gang:MS-13#{gang.pk}", user=reader, watch="at_once")
    gang.aliases.all().delete()
    gang.delete()
    arrive("A truce.")
    run_due(never)

    search.refresh_from_db()
    assert search.paused
    assert "gone" in search.fault


def test_running_stops_when_asked_to(saved):
    arrive("A truce.")
    run_due(lambda: True)

    assert delivered(saved) == []


def test_a_watch_on_an_entity_lives_through_a_merge(reader):
    loser, winner = make_entity("Mara 13"), make_entity("MS-13")
    save(actions.watched_query(loser), user=reader, watch="at_once", name="Mara 13")
    assert watch_of(loser, reader) is not None
    assert watch_of(winner, reader) is None
    loser.merged_into = winner
    loser.save()
    article = make_article("MS-13 again.")
    make_mention(article, "MS-13", winner)
    read(article)
    record_arrivals()
    run_due(never)

    assert [one.articles for one in Delivery.objects.all()] == [[article.pk]]


def test_what_is_new_is_counted_until_it_was_looked_at(reader):
    search = save("truce", user=reader)
    arrive("A truce.")
    count_new([search])
    assert search.new == 1

    look(search, user=reader, up_to=newest_arrival())
    search.refresh_from_db()
    count_new([search])
    assert search.new == 0


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ('truce "', "has no partner"),
        ("", "finds everything"),
        ("gang:X#999999", "is gone"),
        ("gagn:X", "did you mean"),
    ],
)
def test_a_search_is_checked_when_it_is_saved(reader, query, words):
    with pytest.raises(SavingError, match=words):
        save(query, user=reader)
    assert not SavedSearch.objects.exists()


def test_a_search_is_kept_once_in_its_canonical_form(reader, analyst):
    first = save("  truce   location:California ", user=reader, name="California")
    again = save("truce place:California", user=reader, watch="daily")

    assert (first.pk, first.query) == (again.pk, "truce place:California")
    again.refresh_from_db()
    assert (again.name, again.watch) == ("California", "daily")
    assert save("truce place:California", user=analyst).pk != first.pk


def test_there_is_a_limit(reader, monkeypatch):
    monkeypatch.setattr(actions, "MOST_SAVED", 1)
    save("truce", user=reader)
    with pytest.raises(SavingError, match="remove one first"):
        save("peace", user=reader)
    save("truce", user=reader)


def test_nobody_touches_what_another_saved(saved, analyst):
    remove(saved, user=analyst)
    look(saved, user=analyst, up_to=10)
    saved.refresh_from_db()
    assert saved.seen_up_to == 0
    with pytest.raises(SavedSearch.DoesNotExist):
        change(saved, user=analyst, name="mine", watch="off", paused=False)


@pytest.fixture
def letters(settings, reader):
    settings.GANGINTEL_SENDS_EMAIL = True
    settings.GANGINTEL_URL = "https://gangs.example"
    reader.email = "rob@example.org"
    reader.save()
    return mail.outbox


def test_one_letter_tells_of_all_watches(reader, saved, letters):
    save("peace", user=reader, watch="at_once", name="Peace talks")
    article = arrive("A truce, peace.", title="Both of them")
    run_due(never)

    assert (send_due(never), send_due(never)) == (1, 0)
    (letter,) = letters
    assert letter.to == ["rob@example.org"]
    assert letter.subject == "GangIntel: 2 new articles for your watches"
    assert letter.body.count("Both of them") == 2
    assert f"https://gangs.example{article.get_absolute_url()}" in letter.body
    assert "Peace talks: 1 new article" in letter.body


def test_a_marked_article_is_told_without_what_it_says(saved, letters):
    arrive("A truce.", title="A secret", handling="AMBER")
    run_due(never)
    send_due(never)

    assert "A secret" not in letters[0].body
    assert "marked TLP:AMBER" in letters[0].body


def test_letters_are_few_and_short(saved, letters):
    for number in range(MOST_LISTED + 5):
        arrive(f"A truce {number}.", title=f"Title {number}")
    run_due(never)
    send_due(never)
    arrive("One more truce.")
    run_due(never)
    send_due(never)

    assert len(letters) == 1
    assert letters[0].body.count("Title ") == MOST_LISTED
    assert f"{MOST_LISTED + 5} in all" in letters[0].body


def test_no_letter_goes_without_server_or_address(saved, letters, settings, reader):
    arrive("A truce.")
    run_due(never)
    settings.GANGINTEL_SENDS_EMAIL = False
    assert send_due(never) == 0
    settings.GANGINTEL_SENDS_EMAIL = True
    reader.email = ""
    reader.save()
    assert send_due(never) == 0


def test_a_letter_that_cannot_be_sent_is_tried_again(saved, letters, settings):
    arrive("A truce.")
    run_due(never)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1
    assert send_due(never) == 0
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_due(never) == 1


# The pages


@pytest.fixture
def browse(client, reader):
    client.force_login(reader)
    return client


def body(response) -> str:
    return " ".join(response.content.decode().split())


def test_a_search_is_saved_looked_at_and_removed(browse, reader):
    browse.post(reverse("entities:saved_search_add"), {"query": "truce", "name": "Truces"})
    search = SavedSearch.objects.get()
    arrive("A truce.", title="News of a truce")
    assert '<strong class="num">1</strong> new' in body(browse.get("/searches/"))

    shown = body(browse.get(search.get_absolute_url()))
    assert "News of a truce" in shown
    browse.post(
        reverse("entities:saved_search_looked", args=[search.pk]), {"up_to": newest_arrival()}
    )
    assert "nothing new" in body(browse.get("/searches/"))

    assert 'value="Truces"' in body(browse.get(f"/searches/?rename={search.pk}"))
    browse.post(reverse("entities:saved_search_change", args=[search.pk]), {"name": "Ceasefires"})
    assert ">Ceasefires</a>" in body(browse.get("/searches/"))

    browse.post(reverse("entities:saved_search_remove", args=[search.pk]))
    assert not SavedSearch.objects.exists()


def test_a_faulty_search_is_not_saved_and_its_page_says_why(browse):
    response = browse.post(reverse("entities:saved_search_add"), {"query": 'truce "'}, follow=True)

    assert "The search was not saved." in body(response)


def test_an_entity_is_watched_and_paused_from_its_page(browse, reader):
    gang = make_entity("MS-13")
    browse.post(reverse("entities:entity_watch", args=[gang.pk]), {"watch": "daily"})
    search = watch_of(gang, reader)
    assert "Pause the watch" in body(browse.get(gang.get_absolute_url()))

    browse.post(
        reverse("entities:saved_search_change", args=[search.pk]),
        {"paused": "1", "back": gang.get_absolute_url()},
    )
    search.refresh_from_db()
    assert (search.paused, search.watch) == (True, "daily")
    assert "Watch again" in body(browse.get(gang.get_absolute_url()))


@pytest.mark.parametrize("name", ["new", "looked", "change", "remove"])
def test_the_searches_of_others_are_not_there(client, analyst, saved, name):
    client.force_login(analyst)
    url = reverse(f"entities:saved_search_{name}", args=[saved.pk])

    assert (client.get(url) if name == "new" else client.post(url)).status_code == 404


def test_nobody_is_sent_elsewhere(browse, saved):
    response = browse.post(
        reverse("entities:saved_search_change", args=[saved.pk]), {"back": "https://evil.example/"}
    )
    assert response.url == "/searches/"


def test_a_get_writes_nothing(browse, saved):
    arrive("A truce.")
    run_due(never)
    before = list(SavedSearch.objects.values())
    for url in ("/searches/", saved.get_absolute_url(), "/search/?q=truce"):
        browse.get(url)

    assert list(SavedSearch.objects.values()) == before


def fill(user, count: int) -> None:
    """So many watches, with every kind of name, that all found the same article."""
    gang = make_entity("MS-13")
    for number in range(count):
        query = f"truce {number} gang:MS-13#{gang.pk} source:Example place:California"
        save(query, user=user, watch="at_once")
    text = f"A truce of MS-13 in Los Angeles {' '.join(map(str, range(count)))}."
    article = make_article(text)
    make_mention(article, "MS-13", gang)
    california = Entity.objects.get(name="California")
    make_mention(
        article, "Los Angeles", make_entity("Los Angeles", Kind.LOCATION, parent=california)
    )
    read(article)
    record_arrivals()
    run_due(never)


@pytest.mark.parametrize("url", ["/searches/", "/"])
@pytest.mark.parametrize("count", [1, 20])
def test_the_pages_that_say_what_is_new_need_few_queries(
    browse, reader, url, count, django_assert_max_num_queries
):
    make_entity("California", Kind.LOCATION)
    fill(reader, count)

    with django_assert_max_num_queries(25):
        page = body(browse.get(url))
    assert page.count('<strong class="num">1</strong> new') == min(
        count, 8 if url == "/" else count
    )


def test_home_says_what_is_new_to_its_reader_alone(browse, client, reader, analyst):
    save("silence", user=reader, name="Silences")
    search = save("truce", user=reader, name="Truces")
    save("truce", user=analyst, name="Truces of Ana")
    arrive("A truce.")
    page = body(browse.get("/"))

    assert page.index("Truces") < page.index("Silences")
    assert f'href="{search.get_absolute_url()}"><strong class="num">1</strong> new' in page
    assert "of Ana" not in page


def test_home_tells_how_to_save_a_search(browse):
    arrive("A truce.")

    assert "choose “Save this search”" in body(browse.get("/"))


def test_what_cannot_be_searched_for_any_more_hides_nothing_else(reader):
    gang = make_entity("MS-13")
    gone = save(actions.watched_query(gang) + f"#{gang.pk}", user=reader)
    unreadable = save("peace", user=reader)
    unreadable.query = 'peace "'
    good = save("truce", user=reader)
    gang.delete()
    arrive("A truce.")
    searches = [gone, unreadable, good]
    count_new(searches)

    assert [search.new for search in searches] == [0, 0, 1]
    assert [bool(search.fault) for search in searches] == [True, True, False]


def test_what_takes_too_long_to_count_is_left_to_a_click(browse, reader, monkeypatch):
    monkeypatch.setattr(arrivals, "_SECONDS", 0.001)
    slow = save('"truce gang"~3', user=reader)
    arrive("A truce of a gang.")
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE OR REPLACE FUNCTION words_within(words tsvector, wanted tsvector, most int)"
            " RETURNS boolean LANGUAGE sql AS 'SELECT pg_sleep(1) IS NULL'"
        )

    assert f'href="{slow.get_absolute_url()}">look for new ones</a>' in body(browse.get("/"))


def test_saved_searches_by_words_and_by_how_they_are_watched(client, reader):
    save("truce", user=reader, name="Calm", watch="daily")
    save("MS13", user=reader, name="Mara")
    paused = save("cartel", user=reader, name="Cartels", watch="daily")
    change(paused, user=reader, name="Cartels", watch="daily", paused=True)
    client.force_login(reader)

    def listed(**parameters) -> list[str]:
        context = client.get(reverse("entities:saved_searches"), parameters).context
        return [search.name for search in context["searches"]]

    assert listed() == ["Calm", "Cartels", "Mara"]
    assert listed(q="TRUCE") == ["Calm"]
    assert listed(q="a", watch="daily") == ["Calm"]
    assert listed(watch="paused") == ["Cartels"]
    assert listed(watch="off") == ["Mara"]
    page = client.get(reverse("entities:saved_searches"), {"q": "nothing"}).content.decode()
    assert "No saved search fits." in page
