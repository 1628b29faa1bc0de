"""Settings for all three sizes of deployment; every difference between them is an environment variable.

`.env.example` lists the variables; `config/env.py` reads them.
"""

import re
from typing import Any

import dj_database_url
from csp.constants import SELF

from anyue.config import env
from anyue.core.collect.limits import RETURNED_FILES
from anyue.core.key_files import keys_in, made_once
from anyue.web.rates import Rate

TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
LANGUAGE_CODE = "zh-hans"
USE_I18N = True

VAR = env.folder("ANYUE_VAR", "var")
DEBUG = env.flag("ANYUE_DEBUG")
HTTPS = env.flag("ANYUE_HTTPS")
# A proxy of the office's own stands in front, and tells the address and the scheme of each visitor.
BEHIND_PROXY = env.flag("ANYUE_BEHIND_PROXY")
ANYUE_NOW = env.moment("ANYUE_NOW", TIME_ZONE)
ALLOWED_HOSTS = env.words("ANYUE_HOSTS", "127.0.0.1,localhost,[::1]")


def secret_key() -> str:
    """ANYUE_SECRET_KEY, or one made once and kept in a file that only this user can read."""
    if given := env.text("ANYUE_SECRET_KEY"):
        return given
    return made_once(VAR / "secret_key")


def database() -> dict[str, Any]:
    """SQLite under ANYUE_VAR, or what ANYUE_DATABASE_URL names."""
    if not (url := env.text("ANYUE_DATABASE_URL")):
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(VAR / "anyue.sqlite3"),
            # A connection is kept for a thread's life: opening one costs more than most pages.
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-20000",
            },
        }
    # The pool replaces Django's persistent connections, which must then be off.
    return {
        # A server that was started again leaves dead connections behind, which nobody's page must meet.
        **dj_database_url.parse(url, conn_max_age=0, conn_health_checks=True),
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 16}},
    }


SECRET_KEY = secret_key()
# Which ciphers and digests protect numbers and the trail: international, or the national ones (国密).
ALGORITHMS = env.suite("ANYUE_ALGORITHMS")
# Numbers and the secrets of second factors are encrypted under the first of the one; numbers are found under
# the first of the other. Those that follow open and find what was stored before the keys were changed.
MOBILE_KEYS = env.secrets("ANYUE_MOBILE_KEY") or keys_in(VAR / "mobile_key")
INDEX_KEYS = env.secrets("ANYUE_INDEX_KEY") or keys_in(VAR / "index_key")
# The keys that entries of the trail are signed with, the one in use first; those behind it, from new to old,
# signed what was written before.
AUDIT_KEYS = env.secrets("ANYUE_AUDIT_KEY") or keys_in(VAR / "audit_key")
DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.forms",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_htmx",
    "anyue.web",
    "anyue.audit",
    "anyue.accounts",
    "anyue.files",
    "anyue.orgs",
    "anyue.tokens",
    "anyue.notify",
    "anyue.campaigns",
    "anyue.records",
    "anyue.cases",
    "anyue.reports",
]
MIDDLEWARE = [
    # Before anything reads the request, which may be long on its way.
    "anyue.web.middleware.ArrivalMiddleware",
    "anyue.web.middleware.ClientAddressMiddleware",
    # What tells browsers their rules stands before the static files, so that these carry them too.
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "anyue.web.middleware.BrowserRulesMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "anyue.web.middleware.UnkeptPagesMiddleware",
    "anyue.web.middleware.ReadableInputMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "anyue.accounts.middleware.PersonMiddleware",
    "anyue.audit.middleware.AddressMiddleware",
    "anyue.audit.refusals.RefusalsMiddleware",
    "anyue.accounts.rates.RatesMiddleware",
    "anyue.accounts.middleware.SignInRequiredMiddleware",
    "anyue.accounts.middleware.DutiesMiddleware",
    # After the sign-in is asked for, since it reads the whole form to find the token.
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "anyue.accounts.lockout.KnownBrowserMiddleware",
    "anyue.web.middleware.ErrorPageMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "anyue.config.urls"
WSGI_APPLICATION = "anyue.config.wsgi.application"
FORM_RENDERER = "anyue.web.fields.FieldRenderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["anyue.web.templatetags.anyue", "django.templatetags.static"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "anyue.reports.frame.frame",
            ],
        },
    }
]

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "anyue.accounts.backends.CodeBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "anyue.accounts.passwords.StrengthValidator"},
    {"NAME": "anyue.accounts.passwords.OwnNameValidator"},
    {"NAME": "anyue.accounts.passwords.FormerPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# How long what is past is kept until `anyue tidy` removes it.
KEEP_NUMBER_DAYS = env.whole("ANYUE_KEEP_NUMBER_DAYS", 180)
KEEP_LOCK_DAYS = env.whole("ANYUE_KEEP_LOCK_DAYS", 30)
KEEP_REQUEST_DAYS = env.whole("ANYUE_KEEP_REQUEST_DAYS", 30)
KEEP_SHEET_DAYS = env.whole("ANYUE_KEEP_SHEET_DAYS", 30)
# Cases that were never approved and the pictures of all go so many months after their campaign; 0 keeps them.
KEEP_CASE_MONTHS = env.whole("ANYUE_KEEP_CASE_MONTHS", 36, least=0)
# Sealed entries of the trail are dropped after so many months, which are at least six; 0 keeps them all.
KEEP_TRAIL_MONTHS = env.whole("ANYUE_KEEP_TRAIL_MONTHS", 0, least=0)
# A password is changed after so many days; 0 asks for no change.
PASSWORD_DAYS = env.whole("ANYUE_PASSWORD_DAYS", 0, least=0)
# Administrators give a second factor wherever others than this machine's own browsers can knock.
SECOND_FACTOR_REQUIRED = env.flag(
    "ANYUE_SECOND_FACTOR",
    default=BEHIND_PROXY
    or env.is_beyond_loopback([*ALLOWED_HOSTS, env.text("ANYUE_SERVED_AT", "127.0.0.1")]),
)
# Level 3 wants the three administrators to be three people (GB/T 22239-2019, 8.1.5); one PC may go without.
SINGLE_OFFICE = env.flag("ANYUE_SINGLE_OFFICE", default=not SECOND_FACTOR_REQUIRED)
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "accounts:sign-in"
# GB/T 22239-2019 asks for a lock after repeated failures; what is counted together is said there.
AXES_HANDLER = "anyue.accounts.lockout.LockoutHandler"
# The default is the model's own name for it, which the form does not use: all accounts would count as one.
AXES_USERNAME_FORM_FIELD = "username"
AXES_LOCKOUT_CALLABLE = "anyue.accounts.views.locked_out"
AXES_VERBOSE = False
# Guessing is counted apart from these: they hold back floods, from an address and from a person.
RATE_LIMITS = (
    Rate("sign-in", re.compile(r"/sign-in/"), per_address=120, per_person=30),
    Rate(
        "code",
        re.compile(r"/sign-in/code/|/second-factor/|/account/post/|/api/invitations/accept"),
        per_address=120,
        per_person=30,
    ),
    Rate(
        "join",
        re.compile(r"/join/|/enter/"),
        per_address=120,
        per_person=30,
        methods=frozenset({"GET", "POST"}),
    ),
    Rate(
        "public",
        re.compile(r"/public/"),
        per_address=300,
        per_person=120,
        methods=frozenset({"GET", "HEAD", "POST"}),
    ),
    Rate(
        "upload",
        re.compile(
            r"/notices/new/|/notices/\d{1,18}/forms/\d{1,18}/replace/|/overview/\d{1,18}/collect/|/api/read"
            r"|/units/import/|/api/units/sheet|/participations/\d{1,18}/relay/|/api/participations/\d{1,18}/tables"
            r"|/records/\d{1,18}/evidence/|/api/records/\d{1,18}/evidence"
        ),
        per_address=600,
        per_person=60,
        seconds=600,
    ),
    Rate(
        "api",
        re.compile("/api/"),
        per_address=3000,
        per_person=600,
        methods=frozenset({"GET", "POST", "PUT", "PATCH", "DELETE"}),
    ),
)

SESSION_ENGINE = "anyue.accounts.sessions"
IDLE_MINUTES = env.whole("ANYUE_IDLE_MINUTES", 30)
SESSION_COOKIE_AGE = env.whole("ANYUE_SESSION_HOURS", 12) * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "anyue.web.views.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
# For so many days a browser that has come over HTTPS takes no other way; 0 leaves it to the proxy.
SECURE_HSTS_SECONDS = env.whole("ANYUE_HSTS_DAYS", 30, least=0) * 24 * 3600 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
# Over plain HTTP, as on an office network, browsers ignore this header and complain of it on the console.
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin" if HTTPS else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "form-action": [SELF],
        "frame-ancestors": ["'none'"],
        "base-uri": [SELF],
    }
}
# A whole notice may be pasted; a file may be 5 MB of text, which the reader's own limit says in words. What
# came back from the units is many small files.
ANYUE_LARGE_FORMS = re.compile(
    r"/notices/new/|/api/read|/overview/\d{1,18}/collect/|/units/import/|/api/units/sheet"
    r"|/records/new/[a-z-]{1,40}/|/records/\d{1,18}/evidence/"
)
# One notice with its attachments, or a folder of returned tables; held in memory while it is read.
ANYUE_UPLOAD_MEGABYTES = 60
DATA_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024 * 1024
# A register of a hundred records and a hundred rows beside them is sent in as one page.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000
# Twice what is read at once, so that it is the page that says how many are too many.
DATA_UPLOAD_MAX_NUMBER_FILES = 2 * RETURNED_FILES
FILE_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024

# The largest photo, video or document that is kept.
FILE_MEGABYTES = env.whole("ANYUE_FILE_MEGABYTES", 50)
# What people send is served by views that ask who may have it, and has no address of its own.
MEDIA_ROOT = VAR / "files"
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
