import re
from collections import Counter
from pathlib import Path

import pytest

from articles import calendar_words
from entities.extraction.lexicon import (
    accents_optional,
    alternatives,
    english,
    listed,
    other_languages,
    portuguese,
    spanish,
)

ROOT = Path(__file__).resolve().parents[3]
LANGUAGES = (english, spanish, portuguese, other_languages)
LISTS = [
    pytest.param(words, id=f"{language.__name__.rpartition('.')[2]}-{name}")
    for language in LANGUAGES
    for name, words in vars(language).items()
    if name.isupper()
]
# Words that only a calendar needs, of each language.
CALENDAR = re.compile(r"\b(?:february|wednesday|febrero|miércoles|fevereiro|quarta-feira)\b", re.I)
# Brought here with the import's own dates.
ALLOWED = {"articles/calendar_words.py", "articles/importing/metadata/dates.py"}


@pytest.mark.parametrize("words", LISTS)
def test_no_word_stands_twice_in_a_list_nor_is_one_empty(words):
    assert [word for word, times in Counter(list(words)).items() if times > 1 or not word] == []


def test_months_and_weekdays_stand_in_one_module():
    modules = [*(ROOT / "entities").rglob("*.py"), *(ROOT / "articles").rglob("*.py")]
    found = {
        str(module.relative_to(ROOT))
        for module in modules
        if CALENDAR.search(module.read_text(encoding="utf-8"))
    }
    assert found <= ALLOWED


def test_every_month_and_weekday_has_its_number_in_every_language():
    for months in (english.MONTHS, spanish.MONTHS, portuguese.MONTHS):
        assert set(months.values()) == set(range(1, 13))
    for weekdays in (english.WEEKDAYS, spanish.WEEKDAYS, portuguese.WEEKDAYS):
        assert set(weekdays.values()) == set(range(7))
    assert calendar_words.MONTHS["setiembre"] == calendar_words.MONTHS["set"] == 9
    assert calendar_words.WEEKDAYS["terça-feira"] == calendar_words.WEEKDAYS["tues"] == 1


def test_a_list_is_written_with_commas():
    assert listed("\n gang, crime\n   family ") == ("gang", "crime family")


def test_alternatives_find_the_longest_word_over_any_white_space():
    pattern = re.compile(alternatives(["gang", "gangster"], ["crime family", "U.S."]))
    assert pattern.match("gangster").group() == "gangster"
    assert pattern.match("crime\nfamily")
    assert not pattern.match("UXS.")


def test_accents_may_be_left_out():
    assert accents_optional(["policía"]) == {"policía", "policia"}
