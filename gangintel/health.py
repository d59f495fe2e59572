"""What those who watch over the machine ask, without an account and without detail."""

from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from procrastinate.contrib.django.models import ProcrastinateWorker
from psycopg_pool import PoolTimeout

from articles.disk import is_nearly_full

# Workers say every ten seconds that they live.
_ALIVE = timedelta(seconds=60)
_migrated = False


@login_not_required
@never_cache
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """This process answers, whatever else may be the matter."""
    return HttpResponse("alive\n", content_type="text/plain")


@login_not_required
@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Database, its tables, a worker, and room on the disk are there; else 503."""
    try:
        is_ready = not is_nearly_full() and _is_migrated() and _has_worker()
    except (Error, PoolTimeout, OSError):
        is_ready = False
    if not is_ready:
        return HttpResponse("not ready\n", content_type="text/plain", status=503)
    return HttpResponse("ready\n", content_type="text/plain")


def _is_migrated() -> bool:
    """Looked up until it is so: while a process runs its migrations stay what they are."""
    global _migrated
    if not _migrated:
        executor = MigrationExecutor(connection)
        _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _migrated


def _has_worker() -> bool:
    since = timezone.now() - _ALIVE
    return ProcrastinateWorker.objects.filter(last_heartbeat__gt=since).exists()
