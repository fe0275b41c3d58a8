"""Settings common to every way of running. Secrets come from the environment only."""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONE, SELF
from environs import Env

from openmappa.foundation.database.addresses import addresses, django_settings
from openmappa.foundation.database.roles import Role
from openmappa.foundation.database.secrets import found
from openmappa.front.settings.limits import limits

env = Env()

ROOT = Path(__file__).resolve().parents[3]
PACKAGE = ROOT / "openmappa"

SECRET_KEY = found("OPENMAPPA_SECRET_KEY")
# A former secret still opens drafts and signatures made under it, while it is named here.
SECRET_KEY_FALLBACKS = [each for each in [found("OPENMAPPA_FORMER_SECRET_KEY")] if each]
DEBUG = False
ALLOWED_HOSTS: list[str] = env.list("OPENMAPPA_HOSTS", ["localhost", "127.0.0.1"])

INSTALLED_APPS = [
    "openmappa.front",
    "openmappa.exchange.extracts",
    "openmappa.oversight.annual_report",
    "openmappa.oversight.data_quality",
    "openmappa.oversight.statistics",
    "openmappa.casework.case_reviews",
    "openmappa.casework.responsibility",
    "openmappa.casework.standing",
    "openmappa.record.notification",
    "openmappa.record.custody",
    "openmappa.record.orders",
    "openmappa.record.convictions",
    "openmappa.record.people",
    "openmappa.foundation.drafts",
    "openmappa.foundation.limits",
    "openmappa.foundation.ui",
    "openmappa.foundation.audit",
    "openmappa.foundation.access",
    "openmappa.foundation.accounts",
    "openmappa.foundation.agencies",
    "pghistory",
    "pgtrigger",
    "csp",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "openmappa.foundation.ui.middleware.HardHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "openmappa.foundation.limits.middleware.NotTooOften",
    "openmappa.foundation.audit.middleware.RefusalIsWrittenDown",
    "openmappa.foundation.access.middleware.OneTransaction",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "openmappa.foundation.drafts.middleware.SignInRequired",
    "openmappa.foundation.access.middleware.ViewerIsSet",
    "django.contrib.messages.middleware.MessageMiddleware",
]

ROOT_URLCONF = "openmappa.front.urls"
WSGI_APPLICATION = "openmappa.front.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "openmappa.foundation.ui.environment.environment"},
    },
]

_found = addresses()
DATABASES = {role.value: django_settings(_found[role]) for role in Role if role in _found} or {
    Role.WEB.value: {"ENGINE": "django.db.backends.postgresql", "NAME": "openmappa"}
}
DATABASE_ONE_CONNECTION = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["openmappa.foundation.accounts.services.LocalSignIn"]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "front:home"
LOGOUT_REDIRECT_URL = "accounts:sign_in"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "openmappa.foundation.drafts.views.form_not_sent"
# What a message says stays on the server, with the session.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        # What is not named may not be loaded at all. Nothing inline, nothing from elsewhere.
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        # No script may make markup of a text.
        "require-trusted-types-for": ["'script'"],
        "trusted-types": [NONE],
    }
}

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
# Files are served from where they are built, so nothing has to be collected first.
WHITENOISE_USE_FINDERS = True

# How many of our own proxies stand before the pages: so many addresses of X-Forwarded-For are believed.
TRUSTED_PROXIES = env.int("OPENMAPPA_PROXIES", 0)
LIMITS = limits(env)
DRAFT_DAYS = env.int("OPENMAPPA_DRAFT_DAYS", 14)

DEMONSTRATION = False
FICTITIOUS = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "openmappa.foundation.database.log.WithoutValues",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"standard_error": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["standard_error"], "level": "WARNING"},
}
