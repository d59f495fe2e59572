"""What people rejected again and again is not proposed on the language model's word alone."""

from entities.extraction.candidates import Candidate
from entities.extraction.passage import Passage
from entities.gazetteer.snapshot import Gazetteer
from entities.names import fold

_BY_MODEL = "ner:"


def is_doubted(candidate: Candidate, passage: Passage, gazetteer: Gazetteer) -> bool:
    """Whether only the model takes these words for this kind, and people never agreed.

    What the gazetteer knows, or a rule sees in the words around, is proposed all the same.
    """
    if not gazetteer.doubted or candidate.keys or not candidate.origin.startswith(_BY_MODEL):
        return False
    written = passage.written[candidate.start : candidate.end]
    return (fold(written), candidate.kind) in gazetteer.doubted
