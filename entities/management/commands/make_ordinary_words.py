"""Make `entities/data/ordinary_words.txt` again: what English prose writes in small letters."""

import re
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from entities.extraction.first_names import given_names
from entities.extraction.lexicon import read_list
from entities.extraction.text import ORDINARY_ENDING, WORDS_FILE

try:
    from truecase.TrueCaser import TrueCaser
except ImportError:  # the extra `data` is not installed
    TrueCaser = None

_ADDED = WORDS_FILE.with_name("ordinary_words_added.txt")
_LEFT_OUT = WORDS_FILE.with_name("ordinary_words_left_out.txt")
_FEWEST = 3  # times that the corpora write the word in small letters
_SHARE = 0.8  # of the times that they write it in small letters or with a capital
_WORD = re.compile(r"[a-z]{3,}")
_HEADER = """\
# Ordinary English words, lower-case, one a line: in capitals they are no part of a name.
# Made by `manage.py make_ordinary_words` from the counts of the package truecase 0.0.14
# (MIT; the corpora that come with NLTK), with what stands in ordinary_words_added.txt and
# without what stands in ordinary_words_left_out.txt.
"""


class Command(BaseCommand):
    help = (
        "Write the list of ordinary English words again, from the counts of the package truecase "
        "and what was added and left out by hand. Needs the extra: pip install 'gangintel[data]'."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--output", type=Path, default=WORDS_FILE, help="default: the one in use"
        )

    def handle(self, *, output: Path, **options: object) -> None:
        if TrueCaser is None:
            raise CommandError("truecase is not installed: pip install 'gangintel[data]'.")
        words = sorted(ordinary_words() - read_list(_LEFT_OUT) | read_list(_ADDED))
        output.write_text(_HEADER + "".join(f"{word}\n" for word in words), encoding="utf-8")
        self.stdout.write(f"{len(words)} words written to {output}.")


def ordinary_words() -> set[str]:
    """Words that the corpora mostly write small; given names and usual endings are left out."""
    counts = TrueCaser().uni_dist
    capitals: dict[str, int] = {}
    for written, count in counts.items():
        # A word all in capitals tells nothing: headlines are.
        if written != written.lower() and written != written.upper():
            lowered = written.lower()
            capitals[lowered] = capitals.get(lowered, 0) + count
    return {
        word
        for word, count in counts.items()
        if _WORD.fullmatch(word)
        and count >= _FEWEST
        and count >= _SHARE * (count + capitals.get(word, 0))
        and word not in given_names()
        and not ORDINARY_ENDING.fullmatch(word)
    }
