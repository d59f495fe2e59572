"""What became of each span while a text was read: which step made, changed or dropped it, and why.

The steps themselves know nothing of it: what they work on is looked at between two of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from inspect import getdoc

from entities.extraction.candidates import Candidate
from entities.extraction.document import Document
from entities.extraction.names.match_names import Match
from entities.extraction.steps import Step
from entities.gazetteer.snapshot import Gazetteer
from entities.kinds import LABELS, Kind

MADE, CHANGED, DROPPED = "made", "changed", "dropped"


@dataclass(frozen=True)
class Event:
    """What one step did to a span, and why."""

    step: str
    what: str
    why: str


@dataclass
class Story:
    """What became of the span `[start, end)` (code points of the text) as one kind."""

    start: int
    end: int
    kind: Kind
    text: str
    events: list[Event] = field(default_factory=list)

    @property
    def is_kept(self) -> bool:
        return self.events[-1].what != DROPPED


_Key = tuple[int, int, Kind]
_State = dict[str, str]


class Trace:
    """Follows the spans of one document from step to step."""

    def __init__(self, document: Document, gazetteer: Gazetteer) -> None:
        self._document, self._gazetteer = document, gazetteer
        self._known, self._chosen = document.known, document.chosen
        self._before: dict[_Key, _State] = {}
        self._stories: dict[_Key, Story] = {}

    @property
    def stories(self) -> list[Story]:
        return [self._stories[key] for key in sorted(self._stories)]

    def look(self, step: Step) -> None:
        """Note what the step that was just taken has made of the spans."""
        now = self._present()
        for key in self._before.keys() - now.keys():
            self._note(key, step, DROPPED, self._why_dropped(key, step, now))
        for key, state in now.items():
            before = self._before.get(key)
            if before is None:
                self._note(key, step, MADE, _words(state))
            elif before != state:
                new = {name: value for name, value in state.items() if before.get(name) != value}
                self._note(key, step, CHANGED, _words(new) or "What it meant is open again.")
        self._before = now

    def _note(self, key: _Key, step: Step, what: str, why: str) -> None:
        passage = self._document.passage
        start, end, kind = key
        story = self._stories.setdefault(
            key,
            Story(start + passage.offset, end + passage.offset, kind, passage.original[start:end]),
        )
        story.events.append(Event(step.__name__, what, why))

    def _present(self) -> dict[_Key, _State]:
        """What is under consideration: each list takes the place of those it was chosen from."""
        document = self._document
        if document.chosen is not self._chosen:
            return _states(document.chosen)
        found: dict[_Key, _State] = {}
        if document.known is self._known:
            found |= dict(_matched(document.matches, self._gazetteer))
        for candidates in (document.towns, document.bodies, document.known, document.candidates):
            found |= _states(candidates)
        return found

    def _why_dropped(self, key: _Key, step: Step, now: dict[_Key, _State]) -> str:
        """What stands in the place of a span now, else what the step is for."""
        for (start, end, kind), state in now.items():
            if start <= key[0] and key[1] <= end:
                words = self._document.passage.original[start:end]
                stands = f"“{words}” stands there" if (start, end) != key[:2] else "It is"
                return f"{stands} as {LABELS[kind]}: {state['']}."
        return (getdoc(step) or step.__name__).split("\n\n")[0]


def _states(candidates: list[Candidate]) -> dict[_Key, _State]:
    """What is told of each span; of two candidates for one the surer."""
    ordered = sorted(candidates, key=lambda one: (one.rank, one.confidence))
    return {(one.start, one.end, one.kind): _state(one) for one in ordered}


def _state(one: Candidate) -> _State:
    return {
        "": one.reason,
        "means": " or ".join(one.keys) or one.name or one.value,
        "by": one.origin,
        "sure": f"{one.confidence:.2f}",
        "said to lie in": one.claimed_parent,
    }


def _matched(matches: list[Match], gazetteer: Gazetteer) -> Iterator[tuple[_Key, _State]]:
    for match in matches:
        kinds = {gazetteer.entities[name.key].kind for name in match.names}
        for kind in kinds:
            keys = [name.key for name in match.names if gazetteer.entities[name.key].kind == kind]
            state = {"": "written like a name of the gazetteer", "means": " or ".join(keys[:3])}
            yield (match.start, match.end, kind), state


def _words(state: _State) -> str:
    return ", ".join(f"{name} {value}".strip() for name, value in state.items() if value)
