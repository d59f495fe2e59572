"""The sources that names mean: a source is also known by its former names, and by those of sources
that were merged into it.
"""

from django.db import connection

from articles.source_models import Source

# Whoever takes a source for new articles keeps a merge from taking it away under way.
_NAMED = """
    SELECT named.name, coalesce(named.merged_into_id, named.id)
      FROM articles_source named WHERE lower(named.name) = ANY(%s)
     ORDER BY named.id FOR KEY SHARE
"""


def sources_named(names: set[str]) -> dict[str, Source]:
    """Return the sources of these names by the names in lower case; make the missing ones.

    Called inside the transaction that writes their articles.
    """
    folded = {name.lower(): name for name in sorted(names)}
    with connection.cursor() as cursor:
        cursor.execute(_NAMED, [list(folded)])
        keys = {name.lower(): key for name, key in cursor.fetchall()}
    here = Source.objects.in_bulk(keys.values())
    sources = {name: here[key] for name, key in keys.items()}
    for name in folded.keys() - sources.keys():
        sources[name] = Source.objects.create(name=folded[name])
    return sources


def current_name(name: str) -> str:
    """Return the name that the source has now which is called so; an unknown name as it is."""
    source = Source.objects.called(name)
    return source.name if source and source.name.lower() != name.lower() else name


def known_names(source: Source) -> list[str]:
    """Return all names under which the source is known, the present one first."""
    return [source.name, *source.former_names.values_list("name", flat=True)]
