"""How long a decision everywhere takes: preview, decision, undo.

    python tests/benchmarks/bench_everywhere.py [MENTIONS]

makes so many mentions of one name (10,000), two in an article, in a database of its own.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

MENTIONS = 10_000


def main() -> None:
    mentions = int(sys.argv[1]) if len(sys.argv) > 1 else MENTIONS
    with tempfile.TemporaryDirectory(prefix="gangintel-bench-") as folder:
        Path(folder).chmod(0o755)
        os.environ |= {"GANGINTEL_DATA_DIR": folder, "GANGINTEL_DEBUG": "1"}
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gangintel.settings")
        sys.path.insert(0, str(Path(__file__).parents[2]))
        measure(mentions)


def measure(mentions: int) -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client

    from entities.actions import bulk, undo_redo
    from entities.models import BulkAction, Mention, NameRule
    from entities.name_rules import actions
    from entities.name_rules.occurrences import AT_FIRST
    from gangintel import database
    from tests.factories import make_entity

    try:
        call_command("migrate", verbosity=0)
        settings.ALLOWED_HOSTS.append("testserver")
        settings.DEBUG = False
        ana = User.objects.create_superuser("ana")
        boys, other = make_entity("Fulton Boys", aliases=["The Boys"]), make_entity("Other Boys")
        fill(mentions, other.pk)
        client = Client()
        client.force_login(ana)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        address = f"/everywhere/?name=The+Boys&decision=is&entity={boys.pk}&scope=all"
        timed("preview of all places", lambda: client.get(address))
        rule = actions.wish("The Boys", NameRule.Decision.IS, entity=boys)
        action = timed(
            f"decision about {mentions:,} mentions, request",
            lambda: actions.decide(rule, user=ana, groups=AT_FIRST),
        )
        timed("  until all stand", bulk.carry_out)
        assert Mention.objects.filter(status="confirmed", entity=boys).count() >= mentions
        timed("undo, request", lambda: undo_redo.undo(action, user=ana))
        timed("  until all are back", bulk.carry_out)
        assert Mention.objects.filter(status="proposed", entity=other).count() == mentions
        assert not BulkAction.objects.unfinished()
    finally:
        connection.close_pool()
        database.stop(settings.GANGINTEL_DATA_DIR)


def fill(mentions: int, entity: int) -> None:
    """Articles with two mentions each, straight into the tables."""
    from django.db import connection

    from tests.factories import make_source

    text = "The Boys ran. " + "Some words of news. " * 60 + "Later The Boys slept."
    second = text.rindex("The Boys")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO articles_document (raw, media_type, original_name)"
            " SELECT convert_to('text ' || n, 'UTF8'), 'text/plain', n::text"
            " FROM generate_series(1, %s) n",
            [mentions // 2],
        )
        cursor.execute(
            "INSERT INTO articles_article (source_id, document_id, title, text, body_end)"
            " SELECT %s, id, 'Title ' || id, %s, length(%s) FROM articles_document",
            [make_source().pk, text, text],
        )
        cursor.execute(
            'INSERT INTO entities_mention (article_id, kind, entity_id, start, "end", name,'
            " normalized, confidence, origin)"
            " SELECT a.id, 'gang', %s, at, at + 8, 'The Boys', 'the boys', 0.8, 'rule'"
            " FROM articles_article a CROSS JOIN unnest(ARRAY[0, %s]) at",
            [entity, second],
        )


def timed(name: str, act):
    began = time.perf_counter()
    result = act()
    print(f"{name:<48}{time.perf_counter() - began:8.2f} s")
    return result


if __name__ == "__main__":
    main()
