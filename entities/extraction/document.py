"""One text while it is being read: what the steps of the pipeline have worked out so far."""

from dataclasses import dataclass, field

from entities.extraction.candidates import Candidate
from entities.extraction.names.match_names import Match
from entities.extraction.names.person_coreference import People
from entities.extraction.passage import Passage
from entities.extraction.places.resolve_places import Evidence, Pointer
from entities.extraction.relations.sentence_slots import Sentence
from entities.extraction.result import FoundRelation
from entities.gazetteer.snapshot import Known


@dataclass
class Document:
    """A text that goes through the steps (`steps.STEPS`), each of which adds to it.

    `matches` and `demonyms` are where names of the gazetteer and words such as `Salvadoran`
    stand. `pointers` point at countries, `evidence` weighs them, `about` is the country that the
    text is about. `candidates` are spans that may become mentions, `chosen` those that do. All
    spans are code points of the passage.
    """

    passage: Passage
    article_id: int | None = None
    source_id: int | None = None
    matches: list[Match] = field(default_factory=list)
    demonyms: list[Match] = field(default_factory=list)
    pointers: list[Pointer] = field(default_factory=list)
    evidence: Evidence = field(default_factory=lambda: Evidence.of(()))
    about: str = ""
    towns: list[Candidate] = field(default_factory=list)
    bodies: list[Candidate] = field(default_factory=list)
    known: list[Candidate] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)
    chosen: list[Candidate] = field(default_factory=list)
    people: People | None = None
    entities: dict[str, Known] = field(default_factory=dict)
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sentences: list[Sentence] = field(default_factory=list)
    relations: list[FoundRelation] = field(default_factory=list)

    def point(self, *pointers: Pointer) -> None:
        """Take further pointers at countries in, and weigh all of them anew."""
        self.pointers += pointers
        self.evidence = Evidence.of(self.pointers)
