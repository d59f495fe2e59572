"""What is proposed for no good reason: small words, and what people rejected again and again."""

from entities.extraction.candidates import Candidate
from entities.extraction.names.matching import SMALL_WORDS
from entities.extraction.passage import Passage
from entities.gazetteer.snapshot import Gazetteer
from entities.names import fold

_BY_MODEL = "ner:"


def is_doubted(candidate: Candidate, passage: Passage, gazetteer: Gazetteer) -> bool:
    """Whether these are only small words, or only the model takes them for what people deny.

    What the gazetteer knows, or a rule sees in the words around, is proposed all the same.
    """
    words = passage.text[candidate.start : candidate.end].casefold().split()
    if not candidate.keys and all(word in SMALL_WORDS for word in words):
        return True
    if not gazetteer.doubted or candidate.keys or not candidate.origin.startswith(_BY_MODEL):
        return False
    written = passage.written[candidate.start : candidate.end]
    return (fold(written), candidate.kind) in gazetteer.doubted
