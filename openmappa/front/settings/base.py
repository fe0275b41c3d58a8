"""Settings common to every way of running. Secrets come from the environment only."""

from __future__ import annotations

from pathlib import Path

from csp.constants import SELF
from environs import Env

from openmappa.foundation.database.addresses import addresses, django_settings
from openmappa.foundation.database.roles import Role

env = Env()

ROOT = Path(__file__).resolve().parents[3]
PACKAGE = ROOT / "openmappa"

SECRET_KEY = env.str("OPENMAPPA_SECRET_KEY", "")
DEBUG = False
ALLOWED_HOSTS: list[str] = env.list("OPENMAPPA_HOSTS", ["localhost", "127.0.0.1"])

INSTALLED_APPS = [
    "openmappa.front",
    "openmappa.exchange.extracts",
    "openmappa.oversight.annual_return",
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
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "openmappa.foundation.audit.middleware.RefusalIsWrittenDown",
    "openmappa.foundation.access.middleware.OneTransaction",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
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
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": ["'none'"],
        "form-action": [SELF],
        "frame-ancestors": ["'none'"],
        "img-src": [SELF],
        "object-src": ["'none'"],
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
