"""Settings for all three sizes of deployment; every difference between them is an environment variable.

`.env.example` lists the variables; `config/env.py` reads them.
"""

import os
import secrets
from typing import Any

import dj_database_url
from csp.constants import SELF

from anyue.config import env

TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
LANGUAGE_CODE = "zh-hans"
USE_I18N = True

VAR = env.folder("ANYUE_VAR", "var")
DEBUG = env.flag("ANYUE_DEBUG")
HTTPS = env.flag("ANYUE_HTTPS")
ANYUE_NOW = env.moment("ANYUE_NOW", TIME_ZONE)
ALLOWED_HOSTS = env.words("ANYUE_HOSTS", "127.0.0.1,localhost,[::1]")


def secret_key() -> str:
    """ANYUE_SECRET_KEY, or one made once and kept in a file that only this user can read."""
    if given := env.text("ANYUE_SECRET_KEY"):
        return given
    path = VAR / "secret_key"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text("ascii")
    made = secrets.token_urlsafe(48)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(made)
    return made


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
        **dj_database_url.parse(url, conn_max_age=0),
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 16}},
    }


SECRET_KEY = secret_key()
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
    "anyue.orgs",
    "anyue.notify",
    "anyue.campaigns",
    "anyue.records",
    "anyue.reports",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "anyue.web.middleware.UnkeptPagesMiddleware",
    "anyue.web.middleware.ReadableInputMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "anyue.accounts.middleware.PersonMiddleware",
    "anyue.accounts.middleware.SignInRequiredMiddleware",
    # After the sign-in is asked for, since it reads the whole form to find the token.
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "anyue.audit.middleware.AddressMiddleware",
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
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "accounts:sign-in"
# GB/T 22239-2019 asks for a lock after repeated failures: five, per account and address, for 15 minutes.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
# The default is the model's own name for it, which the form does not use: all accounts would count as one.
AXES_USERNAME_FORM_FIELD = "username"
AXES_LOCKOUT_CALLABLE = "anyue.accounts.views.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False

SESSION_ENGINE = "anyue.accounts.sessions"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "anyue.web.views.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("ANYUE_BEHIND_PROXY") else None
SECURE_HSTS_SECONDS = 30 * 24 * 3600 if HTTPS else 0
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
# A whole notice may be pasted; a file may be 5 MB of text, which the reader's own limit says in words.
ANYUE_LARGE_FORMS = ("/notices/new/",)
DATA_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024

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
