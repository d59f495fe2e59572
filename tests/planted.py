"""A small archive, and material beside it that a lower clearance must not see a trace of."""

from django.contrib.auth.models import User
from django.db import connection

from articles.article_choices import Handling
from articles.run_models import Fate, ImportItem, ImportRun
from entities.actions import mention_actions
from entities.kinds import Kind, RelationKind
from entities.models import Entity, NameRule
from entities.name_rules import actions as name_rules
from entities.name_rules.occurrences import AT_FIRST
from entities.relationships import actions as statements
from tests.factories import make_article, make_entity, make_evidence, make_mention, make_source

# No page may show any of these to somebody who sees up to GREEN, nor answer otherwise for them.
SECRETS = (
    *("zorvathine", "krevlinsk", "torvald", "quixley", "quorzados", "planted gazette"),
    *("smuggled-report", "whispering informant"),
)
OPEN_TEXT = "The Vice Lords fought the Latin Kings in Springfield. John Doe leads the Vice Lords."
SECRET_TEXT = (
    "A zorvathine source. The Krevlinsk Syndicate pays the Vice Lords, whom insiders call Los "
    "Quorzados. Torvald Quixley leads the Krevlinsk Syndicate."
)
_TABLES = (
    *("articles_article", "entities_entity", "entities_mention", "entities_relationship"),
    *("entities_evidence", "entities_alias", "entities_action", "entities_namerule"),
    *("articles_source", "articles_importrun", "articles_furniturerule"),
)


def keys_of_their_own() -> None:
    """Let no two tables share a key, so that an address with one means one thing."""
    with connection.cursor() as cursor:
        for place, table in enumerate(_TABLES, 1):
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, place * 1_000_000]
            )


def make_open(user: User) -> dict[str, int]:
    """What everybody may see; its keys by what they are of."""
    run = ImportRun.objects.create(user=user)
    first = make_article(OPEN_TEXT, title="Fight in Springfield", import_run=run)
    second = make_article("The Latin Kings met.", title="Meeting")
    lords = make_entity("Vice Lords", aliases=["VLN"])
    kings = make_entity("Latin Kings")
    doe = make_entity("John Doe", Kind.PERSON)
    mention = make_mention(first, "Vice Lords", lords)
    make_mention(first, "Latin Kings", kings)
    make_mention(first, "John Doe", doe)
    make_mention(second, "Latin Kings", kings)
    fight = "The Vice Lords fought the Latin Kings"
    evidence = make_evidence(first, fight, lords, RelationKind.RIVAL_OF, kings)
    mention_actions.confirm(mention, user=user)
    rule = name_rules.wish("VLN", NameRule.Decision.IS, entity=lords)
    name_rules.decide(rule, user=user, groups=AT_FIRST)
    return {
        "article": first.pk,
        "entity": lords.pk,
        "mention": mention.pk,
        "relationship": evidence.relationship_id,
        "evidence": evidence.pk,
        "alias": lords.aliases.first().pk,
        "source": first.source_id,
        "rule": NameRule.objects.get().pk,
        "action": mention.article.actions.first().pk,
        "run": run.pk,
    }


def make_secret(user: User) -> dict[str, int]:
    """What is marked RED, and what is known from it alone, all by a person who sees it."""
    run = ImportRun.objects.create(user=user, source="Planted Gazette")
    article = make_article(
        SECRET_TEXT,
        title="Zorvathine payments",
        source=make_source("Planted Gazette"),
        byline="Whispering Informant",
        handling=Handling.RED,
        import_run=run,
    )
    ImportItem.objects.create(
        run=run, number=1, file="smuggled-report.txt", fate=Fate.CREATED, article=article
    )
    lords = Entity.objects.get(name="Vice Lords")
    syndicate = make_entity("Krevlinsk Syndicate", aliases=["Krevlinsk"])
    boss = make_entity("Torvald Quixley", Kind.PERSON)
    mention = make_mention(article, "Krevlinsk Syndicate", syndicate)
    make_mention(article, "Vice Lords", lords)
    learned = make_mention(article, "Los Quorzados", lords)
    make_mention(article, "Torvald Quixley", boss)
    quote = "The Krevlinsk Syndicate pays the Vice Lords"
    evidence = make_evidence(article, quote, syndicate, RelationKind.ALLIED_WITH, lords)
    statements.confirm(evidence, user=user)
    mention_actions.confirm(mention, user=user)
    mention_actions.confirm(learned, user=user)
    rule = name_rules.wish("Torvald", NameRule.Decision.IS, entity=boss)
    name_rules.decide(rule, user=user, groups=AT_FIRST)
    return {
        "article": article.pk,
        "entity": syndicate.pk,
        "mention": mention.pk,
        "relationship": evidence.relationship_id,
        "evidence": evidence.pk,
        "alias": syndicate.aliases.first().pk,
        "source": article.source_id,
        "rule": NameRule.objects.latest("pk").pk,
        "action": article.actions.first().pk,
        "run": run.pk,
    }
