"""Notes on entities and relationships, comments on passages, answers: written, changed, undone."""

import pytest
from django.urls import reverse

from entities.actions import undo_redo
from entities.actions.recorder import CorrectionError
from entities.extraction.store.orphans import remove_leftovers
from entities.kinds import RelationKind
from entities.models import Action, Entity, Note
from entities.notes import actions
from entities.notes.markdown import rendered
from entities.profiles.actions import merge
from tests.entities.extraction.store.test_carry_over import change as give_text
from tests.factories import make_article, make_entity, make_evidence

pytestmark = pytest.mark.django_db

TEXT = "The Kings met in May. The Lords did not."


@pytest.fixture
def kings():
    return make_entity("Kings")


def post(client, name, pk, text, **data):
    return client.post(reverse(f"entities:{name}", args=[pk]), {"text": text, **data}, follow=True)


def test_a_note_stands_on_the_profile_and_in_the_history(client, kings, analyst):
    client.force_login(analyst)
    page = post(client, "entity_note", kings.pk, "**Old** gang.").content.decode()
    assert "<strong>Old</strong> gang." in page
    act = Action.objects.get()
    assert act.entities == [kings.pk] and act.summary == "Noted on Kings: Old gang."
    undo_redo.undo(act, user=analyst)
    assert not Note.objects.exists()
    undo_redo.redo(act, user=analyst)
    assert Note.objects.get().text == "**Old** gang."


def test_a_note_on_a_relationship_keeps_it_and_moves_when_its_end_is_merged(client, kings, analyst):
    lords, others = make_entity("Lords"), make_entity("Kings of old")
    evidence = make_evidence(make_article(TEXT), TEXT, others, RelationKind.RIVAL_OF, lords)
    make_evidence(make_article(TEXT), TEXT, kings, RelationKind.RIVAL_OF, lords)
    client.force_login(analyst)
    link = evidence.relationship
    page = post(client, "relationship_note", link.pk, "Is it so?").content.decode()
    assert "Is it so?" in page
    assert link in type(link).objects.spoken_of()
    on_entity = actions.note_entity(others, "An old one.", user=analyst)
    act = merge(others, kings, user=analyst)
    moved = Note.objects.get(text="Is it so?")
    assert {moved.relationship.head, moved.relationship.child} == {kings, lords}
    on_entity.refresh_from_db()
    assert on_entity.entity == kings
    undo_redo.undo(act, user=analyst)
    assert Note.objects.get(text="Is it so?").relationship == link


def test_readers_ask_and_analysts_answer(client, analyst, reader):
    article = make_article(TEXT)
    client.force_login(reader)
    page = post(client, "article_comment", article.pk, "Which May?", passage="met in May")
    assert "Which May?" in page.content.decode()
    asked = Note.objects.get()
    assert (asked.start, asked.end, asked.quote) == (10, 20, "met in May")
    client.force_login(analyst)
    home = client.get(reverse("home")).content.decode()
    assert "1 question</a> on passages waits for an answer" in " ".join(home.split())
    post(client, "note_answer", asked.pk, "That of 2012.")
    assert asked.replies.get().quote == "met in May"
    home = client.get(reverse("home")).content.decode()
    assert "for an answer" not in home and "That of 2012." in home
    assert "Which May?" in client.get(reverse("entities:notes")).content.decode()
    assert not Note.objects.questions().exists()


def test_the_words_at_the_place_are_taken_and_not_the_first_ones(analyst):
    article = make_article("May was cold. May was warm.")
    note = actions.comment(article, "May was", "x", user=analyst, start=14)
    assert note.start == 14
    assert actions.comment(article, "May was", "x", user=analyst, start=3).start == 0


def test_comments_follow_their_words_and_say_when_these_are_gone(client, analyst):
    article = make_article(TEXT)
    stays = actions.comment(article, "The Lords did not", "Why?", user=analyst)
    goes = actions.comment(article, "met in May", "Which?", user=analyst)
    new = "It is said: nothing of it. The Lords did not."
    give_text(article, new)
    for note in (stays, goes):
        note.refresh_from_db()
    assert stays.revision is None and new[stays.start : stays.end] == stays.quote
    assert goes.revision is not None and goes.quote == "met in May"
    client.force_login(analyst)
    page = client.get(article.get_absolute_url()).content.decode()
    assert "The text does not have these words any more" in page and "met in May" in page


def test_notes_are_changed_and_removed_by_who_wrote_them(client, kings, analyst, reader):
    note = actions.note_entity(kings, "Frist.", user=analyst)
    with pytest.raises(CorrectionError, match="ana wrote this: only they can change it"):
        actions.change(note, "Second.", user=reader)
    client.force_login(analyst)
    assert "Frist." in client.get(reverse("entities:note_change", args=[note.pk])).content.decode()
    post(client, "note_change", note.pk, "First.")
    act = Action.objects.first()
    note.refresh_from_db()
    assert note.text == "First." and note.edited_at
    undo_redo.undo(act, user=analyst)
    actions.answer(note, "Indeed.", user=reader)
    with pytest.raises(CorrectionError, match="remove the answers first"):
        actions.remove(note, user=analyst)
    actions.remove(note.replies.get(), user=reader)
    actions.remove(note, user=analyst)
    assert not Note.objects.exists()
    undo_redo.undo(Action.objects.first(), user=analyst)
    assert Note.objects.get().text == "Frist."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("x" * 100_000, "100,000 characters"), (" \n", "write some"), ("\0", "write some")],
)
def test_what_is_refused_stands_in_the_form_again(client, kings, analyst, text, sentence):
    client.force_login(analyst)
    answer = client.post(reverse("entities:entity_note", args=[kings.pk]), {"text": text})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page and text.strip(" \n\0") in page
    assert not Note.objects.exists()


def test_a_comment_needs_words_of_the_text(client, reader):
    article = make_article(TEXT)
    client.force_login(reader)
    answer = post(client, "article_comment", article.pk, "Why?", passage="in June")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "does not have the words “in June”" in page and "Why?" in page


def test_readers_write_no_notes_on_entities(client, kings, reader):
    client.force_login(reader)
    assert post(client, "entity_note", kings.pk, "x").status_code == 403


def test_a_note_on_what_was_merged_says_where_to_write(kings, analyst):
    old = make_entity("Old Kings", merged_into=kings)
    with pytest.raises(CorrectionError, match="was merged into Kings: write the note there"):
        actions.note_entity(old, "x", user=analyst)


def test_an_entity_with_a_note_stays(kings, analyst):
    kings.aliases.update(origin="article", status="proposed")
    actions.note_entity(kings, "x", user=analyst)
    remove_leftovers([kings.pk])
    assert Entity.objects.filter(pk=kings.pk).exists()


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt&#58;alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "![x](https://example.org/x.png)",
        "[x](//evil.example)",
        '<https://example.org/"onmouseover=alert(1)>',
        "[x](https://example.org 'a\" onmouseover=\"alert(1)')",
        "[[<script>alert(1)</script>]]",
        "<javascript:alert(1)>",
    ],
)
def test_nothing_in_a_note_can_run(text):
    html = rendered(text).lower()
    for bad in ("<script", "<img", 'href="javascript', 'href="data', 'href="//', '" onm'):
        assert bad not in html


def test_links_lead_to_entities_also_after_they_were_merged(kings, analyst):
    old = make_entity("Old Kings")
    text = f"See [[Old Kings]], [[Nobody]] and [it](/entities/{old.pk}/)."
    assert f'<a href="/entities/{old.pk}/">Old Kings</a>' in rendered(text)
    merge(old, kings, user=analyst)
    html = rendered(text)
    assert f'<a href="/entities/{kings.pk}/">Old Kings</a>, Nobody' in html
    assert 'rel="noreferrer nofollow ugc"' in rendered("[x](https://example.org/)")
