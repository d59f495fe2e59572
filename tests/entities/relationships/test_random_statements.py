"""Any sequence of acts on relationships, and of readings between them, leaves what a simple model
says; undo and redo lead back and forth exactly.
"""

import itertools

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule, run_state_machine_as_test

from articles.importing.records import ParsedArticle
from articles.importing.store_articles import revise
from articles.models import Article
from articles.source_models import Document
from entities.actions import undo_redo
from entities.actions.recorder import CorrectionError
from entities.extraction.result import FoundRelation
from entities.extraction.store.store_relationships import Stated, store_relations
from entities.gazetteer.database import merge_targets
from entities.kinds import SYMMETRIC, Kind, RelationKind, Status
from entities.models import Action, Entity
from tests.entities.relationships.statement_acts import ENDS, KINDS, WORDS, StatementActs
from tests.entities.relationships.statement_model import (
    SENTENCES,
    TEXT,
    Done,
    Link,
    Snapshot,
    read,
    snapshot,
)

# Other texts that the article may have: shifted, shortened, turned round, a word changed.
TEXTS = (
    TEXT,
    f"Late news. {TEXT}",
    " ".join(SENTENCES[2:]),
    " ".join(reversed(SENTENCES)),
    TEXT.replace("trains", "trained"),
)
PROPOSALS = st.tuples(KINDS, ENDS, WORDS, st.booleans())
_numbers = itertools.count()


class Statements(StatementActs):
    """What people do, take back and do again, and what the machine reads meanwhile."""

    @precondition(lambda self: self.done)
    @rule()
    def undo(self) -> None:
        self.turn(self.done, self.undone, undo_redo.undo)

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        self.turn(self.undone, self.done, undo_redo.redo)

    def turn(self, done: list[Done], other: list[Done], act) -> None:
        one = done.pop()
        forward = act is undo_redo.redo
        try:
            act(Action.objects.get(pk=one.action.pk), user=self.user)
        except CorrectionError:
            assert one.time < self.time
            done.clear()
            other.clear()
            return self.refused()
        rows = snapshot()
        if one.time == self.time:
            assert rows == (one.after if forward else one.before)
        else:
            self.only_touched(one.action, rows)
        before, after = (self.rows, rows) if forward else (rows, self.rows)
        other.append(Done(one.action, before, after, self.time))
        self.rows, self.said = rows, read()
        self.check()

    @precondition(lambda self: len(self.done) > 1)
    @rule(data=st.data())
    def undo_an_earlier_one(self, data) -> None:
        one = data.draw(st.sampled_from(self.done[:-1]))
        try:
            undo_redo.undo(Action.objects.get(pk=one.action.pk), user=self.user)
        except CorrectionError:
            return self.refused()
        self.done.remove(one)
        self.disturbed()
        self.only_touched(one.action, snapshot())
        self.rows, self.said = snapshot(), read()
        self.check()

    def only_touched(self, action: Action, rows: Snapshot) -> None:
        """No row is other than it was, but those that the act wrote, and what follows from them."""
        touched = set(action.changes.values_list("model", "row"))
        for name, were in self.rows.items():
            for pk in were.keys() | rows[name].keys():
                if (name, pk) not in touched:
                    before, after = were.get(pk), rows[name].get(pk)
                    assert before is not None and after is not None, (name, pk)
                    assert before | {"status": after.get("status")} == after | {
                        "status": after.get("status")
                    }
                    if name != "entities.relationship":
                        assert before == after

    def disturbed(self) -> None:
        self.time += 1

    # What the machine does.

    @initialize(proposals=st.lists(PROPOSALS, min_size=2, max_size=5))
    def read_once(self, proposals) -> None:
        """So that there is something to judge from the first act on."""
        self.read(proposals)

    @rule(proposals=st.lists(PROPOSALS, max_size=5), old=st.booleans())
    def read_again(self, proposals, old) -> None:
        self.read(proposals, old)

    def read(self, proposals, old: bool = False) -> None:
        """The machine finds these, and with `old` all that was ever said once more."""
        found = [
            FoundRelation(kind, *ends, *span, self.article.text[slice(*span)], 0.8, "test", hedged)
            for kind, ends, words, hedged in proposals
            for span in [self.span(words)]
        ]
        if old:
            names = {pk: name for name, pk in self.names.items()}
            found += [
                FoundRelation(
                    RelationKind(one.link[0]),
                    names[one.link[1]],
                    names[one.link[2]],
                    one.start,
                    one.end,
                    self.article.text[one.start : one.end],
                    0.7,
                    "old",
                )
                for one in self.said.values()
                if not one.unplaced and {*one.link[1:]} <= names.keys()
            ]
        store_relations(
            {
                self.article.pk: Stated(
                    found, {name: self.meant(pk) for name, pk in self.names.items()}
                )
            },
            {pk: Kind(kind) for pk, kind in Entity.objects.values_list("pk", "kind")},
        )
        decided = {pk: one for pk, one in self.said.items() if one.status != Status.PROPOSED}
        now = read()
        assert {pk: one for pk, one in now.items() if one.status != Status.PROPOSED} == decided
        judged = [(self.link_meant(one.link), one) for one in decided.values()]
        proposed = {
            (one.link, one.start, one.end) for one in now.values() if one.status == Status.PROPOSED
        }
        for link, start, end in proposed:
            assert not any(on == link and one.overlaps(start, end) for on, one in judged)
        for one in found:
            link = self.link_meant((one.kind, self.names[one.head], self.names[one.child]))
            silenced = any(on == link and was.overlaps(one.start, one.end) for on, was in judged)
            assert silenced or not self.fits(link) or (link, one.start, one.end) in proposed
        self.nothing_decided_is_lost()

    def fits(self, link: Link) -> bool:
        kinds = dict(Entity.objects.values_list("pk", "kind"))
        row = RelationKind(link[0]).row
        return link[1] != link[2] and kinds[link[1]] in row.heads and kinds[link[2]] in row.children

    def meant(self, entity: int) -> int:
        return merge_targets([entity])[entity]

    def link_meant(self, link: Link) -> Link:
        ends = [self.meant(end) for end in link[1:]]
        return (link[0], *(sorted(ends) if link[0] in SYMMETRIC else ends))

    @rule(text=st.sampled_from(TEXTS))
    def change_text(self, text: str) -> None:
        if text == self.article.text:
            return
        number = next(_numbers)
        document = Document.objects.create(
            raw=f"{number} {text}".encode(), media_type="text/plain", original_name="again.txt"
        )
        parsed = ParsedArticle(
            text=text,
            title=self.article.title,
            title_is_made=False,
            source=self.article.source.name,
            identity=None,
            body_start=0,
            body_end=len(text),
        )
        revise(Article.objects.get(pk=self.article.pk), parsed, document)
        self.article.refresh_from_db()
        now = read()
        for pk, one in self.said.items():
            if one.status != Status.PROPOSED:
                assert (now[pk].link, now[pk].status) == (one.link, one.status)
        self.nothing_decided_is_lost()

    def nothing_decided_is_lost(self) -> None:
        """The machine left alone what people said of relationships beyond their evidence."""
        rows = snapshot()
        for name in ("entities.entity", "entities.alias", "entities.contradictionruling"):
            assert rows[name] == self.rows[name]
        links = rows["entities.relationship"]
        for pk, was in self.rows["entities.relationship"].items():
            if was["note"] or was["valid_from"] or was["is_former"]:
                assert {**links[pk], "status": ""} == {**was, "status": ""}
        self.disturbed()
        self.rows, self.said = rows, read()
        self.check()


@pytest.mark.django_db
def test_any_sequence_of_statements_and_readings():
    patient = settings(
        max_examples=10,
        stateful_step_count=25,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Statements, settings=patient)
