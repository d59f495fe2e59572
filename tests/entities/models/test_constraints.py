"""Every rule about rows is kept by the database itself, whichever way the rows come.

Each rule is broken by plain SQL, past all Python; some also by COPY and by bulk writes.
"""

import psycopg
import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, transaction

from articles.models import Article
from articles.source_models import Document, Source
from entities.kinds import Status
from entities.models import (
    Alias,
    Entity,
    Evidence,
    Mention,
    NameRule,
    Relationship,
)
from tests.entities.models.world import TEXT, rows_of_everything
from tests.factories import make_mention

pytestmark = pytest.mark.django_db

LENGTH = len(TEXT)
# rule, row of the world below that breaks it, and how
CHECKS = [
    ("source_has_name", "source", "name = ''"),
    ("source_reliability_known", "source", "reliability = 'G'"),
    ("source_language_is_code", "source", "language = 'English'"),
    ("source_not_merged_into_itself", "source", "merged_into_id = id"),
    ("source_home_has_country", "home", "country = 'us'"),
    ("source_home_division_is_iso", "home", "division = 'us-ca'"),
    ("source_home_on_earth", "home", "latitude = 91, longitude = 0"),
    ("source_home_known_from_something", "home", "known_from = 'x'"),
    ("watched_once", "watched", "address = '/srv/other'"),
    ("watched_is_folder_or_feed", "watched", "follows_links = true"),
    ("watched_has_address", "watched", "address = ''"),
    ("watched_with_pauses_between", "watched", '"interval" = 14'),
    ("upload_state_known", "upload", "state = 'x'"),
    ("upload_has_name", "upload", "name = ''"),
    ("upload_file_number_once", "upload_file", "number = 2"),
    ("upload_file_name_once", "upload_file", "name = 'b.txt'"),
    ("upload_file_not_overfull", "upload_file", "received = size + 1"),
    ("upload_item_number_once", "upload_item", "number = 2"),
    ("upload_item_fate_known", "upload_item", "fate = 'x'"),
    ("source_name_once", "other_source", "name = upper('Kent Mail')"),
    ("article_withdrawn_with_reason", "article", "withdrawn_at = now()"),
    ("article_has_title", "article", "title = ''"),
    ("article_body_within_text", "article", "body_end = length + 1"),
    ("article_body_within_text", "article", "body_start = 5, body_end = 4"),
    ("article_furniture_within_text", "article", "furniture = '{[0,1000)}'"),
    ("article_pages_within_text", "article", "page_starts = ARRAY[0,1000]"),
    ("article_pages_within_text", "article", "page_starts = ARRAY[3]"),
    ("article_date_has_precision", "article", "published_on = '2012-06-01'"),
    ("article_date_has_precision", "article", "published_precision = 'day'"),
    ("article_head_within_text", "article", "head = '{[0,1000)}'"),
    ("article_change_has_precision", "article", "updated_on = '2012-06-01'"),
    ("article_change_has_precision", "article", "updated_precision = 'day'"),
    ("article_origins_known", "article", "published_from = 'hearsay'"),
    ("article_origins_known", "article", "source_from = 'hearsay'"),
    (
        "article_date_has_precision",
        "article",
        "published_on = '2012-06-01', published_precision = 'week'",
    ),
    ("article_handling_known", "article", "handling = 'PINK'"),
    ("article_credibility_known", "article", "credibility = '7'"),
    ("article_review_status_known", "article", "review_status = 'so so'"),
    ("article_done_by_somebody", "article", "review_status = 'done', done_at = now()"),
    ("article_done_by_somebody", "article", "done_by_id = {user}, done_at = now()"),
    ("article_approval_of_what_is_done", "article", "review_status = 'approval'"),
    ("article_approved_when_done", "article", "approved_by_id = {user}, approved_at = now()"),
    (
        "article_approved_by_another",
        "article",
        "review_status = 'done', done_by_id = {user}, done_at = now(), "
        "approved_by_id = {user}, approved_at = now()",
    ),
    (
        "article_approval_is_for_another",
        "article",
        "review_status = 'approval', done_by_id = {user}, done_at = now(), assigned_to_id = {user}",
    ),
    ("revision_number_once", "revision", "number = 1"),
    ("revision_withdrawn_once", "revision", "of_withdrawal = true"),
    ("appearance_has_file", "appearance", "file = ''"),
    ("appearance_once", "appearance", "file = 'b.txt'"),
    ("appearance_date_has_precision", "appearance", "published_on = '2012-06-01'"),
    ("articles_appearance_identity_key", "appearance", "identity = 'url:b'"),
    ("clearance_known", "clearance", "level = 'PINK'"),
    ("duplicate_once", "other_duplicate", "second_id = {other_gang}"),
    ("duplicate_lower_key_first", "duplicate", "first_id = second_id"),
    ("duplicate_decision_once", "other_decision", "second_id = {other_gang}"),
    ("duplicate_decision_lower_key_first", "decision", "first_id = second_id"),
    ("duplicate_decision_known", "decision", "decision = 'never'"),
    ("note_about_one_thing", "note", "entity_id = NULL"),
    ("note_quote_fills_span", "comment", "quote = 'Cob'"),
    ("note_span_not_empty", "comment", "\"end\" = 0, quote = ''"),
    ("note_has_text", "note", "text = ' '"),
    ("note_answers_another", "note", "answers_id = id"),
    ("entity_kind_known", "lone", "kind = 'date'"),
    ("entity_has_name", "gang", "name = ''"),
    ("entity_only_places_have_coordinates", "gang", "latitude = 1, longitude = 1"),
    ("entity_only_places_have_coordinates", "gang", "division = 'US-CA'"),
    ("entity_coordinates_on_earth", "place", "latitude = 91, longitude = 0"),
    ("entity_coordinates_on_earth", "place", "latitude = 1, longitude = NULL"),
    ("entity_coordinates_on_earth", "place", "latitude = NULL, longitude = 1"),
    ("entity_coordinates_on_earth", "place", "latitude = 'NaN', longitude = 0"),
    ("entity_country_is_iso", "gang", "country = 'gb'"),
    ("entity_not_its_own_parent", "gang", "parent_id = id"),
    ("entity_not_its_own_parent", "gang", "merged_into_id = id"),
    ("entity_parent_same_kind", "gang", "parent_id = {place}"),
    ("entity_parent_same_kind", "gang", "parent_id = 0"),
    ("entity_merged_same_kind", "gang", "merged_into_id = {person}"),
    ("entities_entity_gazetteer_key_key", "other_gang", "gazetteer_key = 'gang:ms-13'"),
    ("alias_has_letters", "alias", "normalized = ''"),
    ("alias_once_an_entity", "alias", "name = 'MS-13'"),
    ("alias_status_known", "alias", "status = 'maybe'"),
    ("mention_span_not_empty", "mention", "\"end\" = start, name = ''"),
    ("mention_name_fills_span", "mention", '"end" = "end" + 1'),
    ("mention_name_fills_span", "mention", "name = 'MS'"),
    ("mention_no_live_overlap", "other_mention", 'start = 12, "end" = 21'),
    ("mention_entity_or_value", "value", "kind = 'weapon', value = ''"),
    ("mention_status_known", "mention", "status = 'maybe'"),
    ("mention_entity_or_value", "mention", "value = '2012'"),
    ("mention_entity_or_value", "value", "kind = 'gang'"),
    ("mention_confidence_0_to_1", "mention", "confidence = 1.01"),
    ("mention_confidence_0_to_1", "mention", "confidence = 'NaN'"),
    ("mention_only_places_claim_a_parent", "mention", "claimed_parent_id = {place}"),
    ("mention_entity_same_kind", "mention", "entity_id = {person}"),
    ("mention_entity_same_kind", "mention", "kind = 'person'"),
    ("mention_entity_same_kind", "mention", "entity_id = 0"),
    ("span_within_text", "mention", f'start = {LENGTH}, "end" = {LENGTH} + 5'),
    ("candidate_once_a_mention", "candidate", "entity_id = {gang}"),
    ("candidate_score_0_to_1", "candidate", "score = -0.1"),
    ("extraction_once", "extraction", "pipeline_version = '1'"),
    ("relationship_once", "other_rivalry", "child_id = {gang}, head_id = {rival_head}"),
    ("relationship_ends_fit_kind", "rivalry", "kind = 'leader_of'"),
    ("relationship_ends_fit_kind", "rivalry", "kind = 'friend_of'"),
    ("relationship_joins_two", "supply", "head_id = child_id"),
    ("relationship_symmetric_once", "rivalry", "head_id = child_id, child_id = head_id"),
    ("relationship_head_kind", "supply", "head_id = {person}"),
    ("relationship_child_kind", "supply", "child_id = 0"),
    ("relationship_status_known", "supply", "status = 'maybe'"),
    ("relationship_from_has_precision", "supply", "valid_from = '2012-01-01'"),
    ("relationship_to_has_precision", "supply", "valid_to_precision = 'day'"),
    (
        "relationship_ends_once",
        "supply",
        "is_former = true, valid_to = '2012-01-01', valid_to_precision = 'year'",
    ),
    ("relationship_read_period_is_one", "supply", "period_is_read = true"),
    ("ruling_on_two_claims", "ruling", "second_id = first_id"),
    ("ruling_on_two_claims", "ruling", "place_id = {place}, claimed_parent_id = {gang}"),
    ("ruling_once", "other_ruling", "second_id = {other_rivalry}"),
    ("ruling_has_reason", "ruling", "reason = ''"),
    ("ruling_refutes_a_claim_on_a_place", "ruling", "refutes_claim = true"),
    (
        "relationship_period_in_order",
        "supply",
        "valid_from = '2013-01-01', valid_from_precision = 'year', "
        "valid_to = '2012-01-01', valid_to_precision = 'year'",
    ),
    ("evidence_once", "other_evidence", "start = 0, \"end\" = 5, quote = 'Cobra'"),
    ("evidence_span_not_empty", "evidence", "start = 9, \"end\" = 9, quote = ''"),
    ("evidence_quote_fills_span", "evidence", "quote = quote || '.'"),
    ("evidence_grade_known", "evidence", "grade = 'B7'"),
    ("evidence_status_known", "evidence", "status = 'maybe'"),
    ("evidence_confidence_0_to_1", "evidence", "confidence = 2"),
    ("span_within_text", "evidence", f'start = {LENGTH}, "end" = {LENGTH} + 5'),
    ("action_undone_by_somebody", "action", "undone_at = now()"),
    ("action_undone_by_somebody", "action", "undone_by_id = user_id"),
    ("name_rule_once_a_scope", "other_rule", "normalized = 'ms13'"),
    ("furniturerule_has_one_group", "furniture_rule", "place = '/news'"),
    ("furniture_rule_has_passage", "furniture_rule", "passage = ''"),
    ("furniture_rule_not_long", "furniture_rule", "passage = repeat('x', 2001)"),
    ("furniture_rule_once", "furniture_rule", "passage = 'News'"),
    ("mendedgroup_has_one_group", "mended", "place = '/news'"),
    ("changedgroup_has_one_group", "changed_group", "place = '/news'"),
    ("mended_group_once", "mended", "source_id = {other_source}"),
    ("import_run_has_ended_or_runs", "import_run", "state = 'finished'"),
    ("articles_importrun_resumes_id_key", "import_run", "resumes_id = {first_run}"),
    ("name_rule_names_its_entity", "rule", "decision = 'is'"),
    ("name_rule_names_its_entity", "rule", "entity_id = {gang}"),
    ("name_rule_has_one_scope", "rule", "article_id = {article}, source_id = {source}"),
    ("name_rule_has_letters", "rule", "normalized = ''"),
    ("row_change_in_order", "change", "position = 1"),
    ("row_change_says_something", "change", "before = NULL"),
    ("sweep_reaches_no_further", "bulk_action", "reached = 2"),
    ("arrival_once", "arrival", "text_hash = 'b'"),
    ("saved_search_once", "saved", "query = 'truce'"),
    ("saved_search_asks", "saved", "query = ''"),
    ("saved_search_watch_known", "saved", "watch = 'hourly'"),
    ("delivery_is_bounded", "delivery", "found = 0"),
    ("delivery_is_bounded", "delivery", "articles = ARRAY[]::bigint[]"),
    ("search_run_found_or_failed", "run", "total = NULL"),
    ("name_list_is_bounded", "names", "names = ARRAY[]::text[], done = 0"),
    ("name_list_done", "names", "done = 2"),
    ("vocabulary_read_by_one", "reading", "id = 2"),
    ("weight_once", "other_weight", "handling = 'CLEAR'"),
    ("weight_handling_known", "weight", "handling = 'PINK'"),
    ("weight_grade_known", "weight", "grade = 'F'"),
    ("weight_counts_fit", "weight", "articles = 0, origins = 0"),
    ("weight_counts_fit", "weight", "origins = 2"),
    ("weight_counts_fit", "weight", "articles = 2, origins = 1"),
    ("weight_counts_fit", "weight", "hedged = 2"),
    ("weight_counts_fit", "weight", "waiting = 2"),
    ("weight_sure_0_to_1", "weight", "sure = 1.5"),
    ("weight_dates_in_order", "weight", "first_on = '2014-01-01', last_on = '2012-01-01'"),
    ("weight_dates_in_order", "weight", "first_on = '2014-01-01'"),
    ("weight_due_once_a_transaction", "due", "transaction = 1"),
]


# Rules that cannot be broken alone, or that only serve others.
UNCHECKED = {
    "articles_upload_token_key",
    "articles_uploadrun_run_id_key",
    "entities_sweep_action_id_key",
    "entities_knownword_word_key",
    "entities_searchrun_token_key",
    "mention_kind_known",  # what breaks it breaks mention_entity_or_value, which is looked at first
    "presence_once_a_person",  # tried in test_presence.py
    "reading_once_a_person",  # tried in test_reviewing.py
    "digest_article",  # deletes along, tried in test_digests.py
    "weight_relationship",  # deletes along, tried in test_counting.py
    "entity_id_and_kind",  # what the keys that compare the kind refer to
    "articles_article_document_id_key",
    "articles_article_identity_key",
    "articles_document_sha256_key",
    # Rows that no program may change: tried where they are written, in test_runs.py.
    "import_item_number_once",
    "import_item_has_article_or_reason",
}


@pytest.fixture
def world(analyst):
    return rows_of_everything(analyst)


def execute(sql: str, *parameters) -> None:
    """As any program could do it; deferred rules count at once."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, parameters or None)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def broken_rule(error: Exception) -> str | None:
    """The rule by its name; COPY raises the driver's error, Django one around it."""
    return (error if isinstance(error, psycopg.Error) else error.__cause__).diag.constraint_name


@pytest.mark.parametrize(
    ("rule", "row", "change"), CHECKS, ids=[f"{rule}: {row}" for rule, row, _ in CHECKS]
)
def test_the_database_refuses_what_breaks_a_rule(world, rule, row, change):
    keys = {name: getattr(one, "pk", None) for name, one in vars(world).items()}
    instance = getattr(world, row)
    change = change.replace("'{[", "'{{[").replace(")}'", ")}}'").format(**keys)
    before = type(instance).objects.filter(pk=instance.pk).values().get()
    with pytest.raises(IntegrityError) as refused:
        execute(
            f"UPDATE {instance._meta.db_table} SET {change} "  # noqa: S608
            f"WHERE {instance._meta.pk.column} = {instance.pk}"
        )
    assert broken_rule(refused.value) == rule
    assert type(instance).objects.filter(pk=instance.pk).values().get() == before


def test_no_rule_is_left_out_above():
    tables = [
        model._meta.db_table
        for label in ("articles", "entities")
        for model in apps.get_app_config(label).get_models()
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT conname FROM pg_constraint
             WHERE conrelid = ANY(%s::regclass[]) AND contype IN ('c', 'x', 'f')
               AND conname NOT LIKE '%%\\_fk\\_%%' AND conname NOT LIKE '%%\\_check'
            UNION
            SELECT relname FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
             WHERE indrelid = ANY(%s::regclass[]) AND indisunique AND NOT indisprimary
            """,
            [tables, tables],
        )
        rules = {name for (name,) in cursor.fetchall()}
    checked = {rule for rule, _, _ in CHECKS}
    assert rules - checked == UNCHECKED


def copy(table: str, columns: str, *rows: tuple) -> None:
    with (
        transaction.atomic(),
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as target,
    ):
        for row in rows:
            target.write_row(row)


MENTION_COLUMNS = 'article_id, kind, entity_id, start, "end", name, origin'


@pytest.mark.parametrize(
    ("rule", "span", "kind"),
    [
        ("mention_no_live_overlap", (6, 14), "gang"),
        ("mention_span_not_empty", (6, 6), "gang"),
        ("mention_name_fills_span", None, "gang"),
        ("span_within_text", (LENGTH - 1, LENGTH + 1), "gang"),
        ("mention_entity_same_kind", (0, 5), "person"),
    ],
)
@pytest.mark.parametrize("way", ["copy", "bulk"])
def test_bulk_loads_are_refused_too(world, rule, span, kind, way):
    start, end = span or (0, 5)
    name = TEXT[start:end].ljust(end - start, "x") if span else "Cob"
    before = Mention.objects.count()
    fine = (world.article.pk, "gang", world.gang.pk, 32, 36, "Kent", "test")
    broken = (world.article.pk, kind, world.gang.pk, start, end, name, "test")
    with pytest.raises((IntegrityError, psycopg.IntegrityError)) as refused, transaction.atomic():
        if way == "copy":
            copy("entities_mention", MENTION_COLUMNS, fine, broken)
        else:
            names = [column.strip(' "') for column in MENTION_COLUMNS.split(",")]
            Mention.objects.bulk_create(
                Mention(**dict(zip(names, row, strict=True))) for row in (fine, broken)
            )
    assert broken_rule(refused.value) == rule
    assert Mention.objects.count() == before


def test_a_bulk_update_is_refused_too(world):
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Mention.objects.filter(article=world.article).update(start=0, end=5, name="Cobra")
    assert broken_rule(refused.value) == "mention_no_live_overlap"


def test_mentions_may_touch_and_rejected_ones_may_overlap(world):
    make_mention(world.article, " of ")
    make_mention(world.article, "Cobra")
    for _ in range(2):
        Mention.objects.create(
            article=world.article,
            kind="gang",
            start=0,
            end=14,
            name=TEXT[:14],
            origin="x",
            status=Status.REJECTED,
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Mention.objects.filter(name=TEXT[:14]).update(status=Status.PROPOSED)


def test_the_kind_of_mentions_and_relationships_follows_that_of_the_entity(world):
    Relationship.objects.all().delete()
    execute("UPDATE entities_entity SET kind = 'organization' WHERE id = %s", world.gang.pk)
    world.mention.refresh_from_db()
    assert world.mention.kind == "organization"


def test_the_kind_of_an_entity_stays_where_a_relationship_needs_it(world):
    with pytest.raises(IntegrityError) as refused:
        execute("UPDATE entities_entity SET kind = 'organization' WHERE id = %s", world.gang.pk)
    assert broken_rule(refused.value) == "relationship_ends_fit_kind"


@pytest.mark.parametrize(
    "sql", ["UPDATE articles_document SET raw = ''", "DELETE FROM articles_document"]
)
def test_raw_bytes_are_never_changed_or_deleted(sql):
    Document.objects.create(raw=b"news", media_type="text/plain", original_name="news.txt")
    with pytest.raises(DatabaseError, match="Cannot update or delete rows"):
        execute(sql)
    assert bytes(Document.objects.get().raw) == b"news"


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (Alias, "weak = true"),
        (Article, "title = 'New'"),
        (Entity, "note = 'x'"),
        (Evidence, "hedged = true"),
        (Mention, "reason = 'x'"),
        (NameRule, "kind = 'gang'"),
        (Relationship, "status = 'confirmed'"),
        (Source, "note = 'x'"),
    ],
)
def test_a_history_is_kept_and_never_changed_or_deleted(world, model, change):
    history = model._meta.get_field("changes").related_model
    row = model.objects.order_by("pk").first()
    execute(f"UPDATE {model._meta.db_table} SET {change} WHERE id = {row.pk}")  # noqa: S608
    assert history.objects.filter(pgh_obj=row.pk).count() == 1
    table = history._meta.db_table
    for sql in (f"UPDATE {table} SET pgh_label = 'x'", f"DELETE FROM {table}"):  # noqa: S608
        with pytest.raises(DatabaseError, match="Cannot update or delete rows"):
            execute(sql)
