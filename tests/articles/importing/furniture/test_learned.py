"""What the documents of one group teach about its furniture."""

import pytest

from articles.importing import lessons
from articles.importing.furniture import NOTHING, Learned, Rules, find
from articles.importing.furniture.learned import signature
from tests.articles.importing.furniture.sites import COUNTY, DIARIO, SITES, STORIES, pages


def read(text: str, learned: Learned = NOTHING) -> str:
    """What is left of the text without its furniture, on one line a line."""
    kept, at = [], 0
    for start, end in find(text, learned).furniture:
        kept.append(text[at:start])
        at = end
    return "\n".join(line for line in ("".join(kept) + text[at:]).splitlines() if line.strip())


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_pages_of_a_site_keep_their_news_and_lose_their_frame(site):
    texts = pages(site)
    learned = Learned.of(texts)
    frame = {
        line
        for part in (site.above, site.below)
        for line in part.split("\n")
        if "{" not in line and not any(word in line for word in ("2019", "2021"))
    }
    for text, (headline, news) in zip(texts, STORIES[site], strict=True):
        left = read(text, learned).split("\n")
        assert set(news.split("\n")) <= set(left)
        assert headline in left
        assert not frame & set(left)


def test_two_documents_teach_nothing_and_three_do():
    texts = pages(COUNTY)
    for known in (1, 2):
        assert "Find a Form" in read(texts[0], Learned.of(texts[:known]))
    assert "Find a Form" not in read(texts[0], Learned.of(texts[:3]))


def test_a_line_recurs_also_when_its_numbers_and_dates_change():
    assert signature("5 min read, May 3, 2020") == signature("12 min read – June 1, 2021")
    left = [read(text, Learned.of(pages(COUNTY))) for text in pages(COUNTY)]
    assert not any("Visitors today" in text or "How much is" in text for text in left)


def test_a_link_that_was_cut_out_of_a_sentence_is_news_however_often_it_recurs():
    texts = pages(COUNTY)
    assert "\nElm City Police Department\n" in read(texts[0], Learned.of(texts))


def test_a_sentence_that_recurs_is_news_inside_the_news():
    about = "The office serves the people of the county and answers to them alone, day and night."
    texts = [
        COUNTY.page(number, headline, f"{news}\n{about}\n“We go on,” the prosecutor said.")
        for number, (headline, news) in enumerate(STORIES[COUNTY], 1)
    ]
    assert all(about in read(text, Learned.of(texts)) for text in texts)


def test_the_sentences_of_one_text_that_came_five_times_are_no_furniture():
    headline, news = STORIES[COUNTY][0]
    listed = f"{news}\nThe defendants are:\nJohn Ash, 31\nPaul Birch, 28\nThey may appeal."
    copies = [COUNTY.page(number, headline, listed) for number in range(1, 6)]
    left = read(copies[0], Learned.of(copies))
    assert "John Ash, 31" in left
    assert "They may appeal." in left


def test_two_offices_under_one_name_are_both_learned():
    texts = pages(COUNTY) + pages(DIARIO)
    learned = Learned.of(texts)
    for text, (_, news) in zip(texts, STORIES[COUNTY] + STORIES[DIARIO], strict=True):
        left = read(text, learned)
        assert set(news.split("\n")) <= set(left.split("\n"))
        assert "Find a Form" not in left
        assert "Portada" not in left


def test_the_name_of_a_site_beside_the_headline_is_furniture_and_the_headline_is_not():
    texts = [f"{headline} | The Elm Post\n{news}\n" for headline, news in STORIES[COUNTY]]
    learned = Learned.of(texts)
    for text, (headline, _) in zip(texts, STORIES[COUNTY], strict=True):
        assert read(text, learned).split("\n")[0].strip() == headline
        assert learned.without_affix(text.split("\n")[0]) == headline
    assert learned.affix("Ash – Birch: a feud of two families") is None


def test_headlines_of_other_articles_are_links():
    texts = pages(COUNTY)
    other = STORIES[COUNTY][3][0]
    text = texts[0] + f"{other}\n"
    assert other not in read(text, Learned.of([text, *texts[1:]]))


def test_a_page_that_is_all_menu_keeps_no_menu():
    menu = "Home\nAbout Us\nContact\nOur Work\nUnits\nCareers\nPrivacy Policy\n"
    learned = Learned.of([menu, f"{menu}A\n", f"{menu}B\n"])
    assert read(menu, learned) in ("", menu.strip())
    assert find(menu, learned).end <= len(menu)


def test_a_text_without_any_frame_stays_whole():
    text = "\n\n".join(news for _, news in STORIES[COUNTY])
    assert find(text, Learned.of([text, *pages(COUNTY)])).furniture == ()


def test_what_a_person_ruled_is_furniture_and_what_they_freed_never_is():
    notice = "The county is not responsible for what other sites say about this office or its work."
    text = COUNTY.page(1, STORIES[COUNTY][0][0], f"{STORIES[COUNTY][0][1]}\n{notice}\nIt is so.")
    assert notice in read(text)
    ruled = Learned.of([], Rules.of([notice]))
    assert notice not in read(text, ruled)
    assert read(text, ruled) == read(text).replace(f"{notice}\n", "")

    freed = Learned.of(pages(COUNTY), Rules.of([], ["Find a Form"]))
    assert "Find a Form" in read(pages(COUNTY)[0], freed)


def test_each_line_of_a_ruled_passage_goes_and_nothing_inside_other_lines():
    headline, news = STORIES[COUNTY][0]
    text = COUNTY.page(1, headline, f"{news}\nOur values\nOur people\nHe saw our values on.")
    left = read(text, Learned.of([], Rules.of(["Our values\nOur people", "our values"])))
    assert "Our values" not in left
    assert "Our people" not in left
    assert "He saw our values on." in left


def test_of_very_many_documents_only_what_recurs_is_held_in_memory(monkeypatch):
    monkeypatch.setattr(lessons, "MOST_HELD", 1_000)
    growing = lessons._Growing(Learned())
    for number in range(2_000):
        growing.add({0, number + 1})
    held = growing.learned
    assert (held.documents, held.counts[0]) == (2_000, 2_000)
    assert len(held.counts) <= 1_001
