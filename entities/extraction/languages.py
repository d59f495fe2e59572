"""Which paragraphs of a text the language model can read: those in its own language."""

from articles.importing.language import DEFAULT, languages_in
from entities.extraction.passage import Passage, Span
from entities.nlp import reads

# So many pieces of so many characters are looked at; only where they differ every paragraph is.
_PIECE, _MOST_PIECES = 150, 5
# Code points; a shorter paragraph is in the language of the text.
_SHORTEST = 60


def unread(passage: Passage, language: str) -> tuple[Span, ...]:
    """The paragraphs that are not in the language of the model.

    `language` is what the article is said to be in; it counts where the words do not tell.
    """
    languages = languages_in(passage.text, piece=_PIECE, most=_MOST_PIECES)
    found = {each: reads(each) for each in languages}
    is_read = reads(language or DEFAULT)
    if {is_read, *found.values()} == {True}:
        return ()
    if found and len({*found.values()}) == 1:
        is_read = next(iter(found.values()))
        return () if is_read else passage.blocks
    return tuple(
        block
        for block in passage.blocks
        if not _is_read(passage.text[slice(*block)], otherwise=is_read)
    )


def _is_read(paragraph: str, *, otherwise: bool) -> bool:
    found = languages_in(paragraph).most_common(1) if len(paragraph) >= _SHORTEST else []
    return reads(found[0][0]) if found else otherwise
