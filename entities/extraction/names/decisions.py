"""What people decided about names outranks everything the pipeline believes."""

from entities.extraction.candidates import Candidate, Rank
from entities.extraction.names.matching import Matcher
from entities.extraction.passage import Passage
from entities.gazetteer.snapshot import Gazetteer, KnownName
from entities.kinds import Kind
from entities.names import fold

IS, NEVER = "is", "never"


class Decisions:
    """The standing decisions of one gazetteer, asked for one article of one source."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._matcher = Matcher(
            KnownName(rule.normalized, rule.key)
            for rule in gazetteer.rules
            if rule.decision == IS and rule.key in gazetteer.entities
        )

    def forced(self, passage: Passage, article: int | None, source: int | None) -> list[Candidate]:
        """Every name that a person said is this entity, wherever it stands."""
        found = []
        for match in self._matcher.find(passage):
            rule = self._first(passage.written[match.start : match.end], article, source)
            if rule is None or rule.decision != IS or rule.key not in self._gazetteer.entities:
                continue
            known = self._gazetteer.entities[rule.key]
            found.append(
                Candidate(
                    start=match.start,
                    end=match.end,
                    kind=known.kind,
                    rank=Rank.DECISION,
                    origin="decision",
                    reason="a person decided that this name is this entity",
                    confidence=0.99,
                    keys=(known.key,),
                )
            )
        return found

    def forbids(self, written: str, kind: Kind, article: int | None, source: int | None) -> bool:
        """Whether a person decided that these words are never an entity (of this kind)."""
        if not self._gazetteer.rules:
            return False
        rule = self._first(written, article, source, kind)
        return rule is not None and rule.decision == NEVER

    def _first(
        self, written: str, article: int | None, source: int | None, kind: Kind | None = None
    ):
        rules = self._gazetteer.rules_for(fold(written), article=article, source=source)
        return next((rule for rule in rules if kind is None or rule.kind in (None, kind)), None)
