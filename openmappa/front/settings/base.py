"""Settings common to every way of running. Secrets come from the environment only."""

from __future__ import annotations

from datetime import date, timedelta
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
    "openmappa.oversight.log_review",
    "openmappa.oversight.annex",
    "openmappa.oversight.annual_return",
    "openmappa.oversight.reconciliation",
    "openmappa.oversight.annual_report",
    "openmappa.oversight.data_quality",
    "openmappa.oversight.de_identified",
    "openmappa.oversight.statistics",
    "openmappa.oversight.document",
    "openmappa.casework.need_to_know",
    "openmappa.casework.case_reviews",
    "openmappa.casework.reviews",
    "openmappa.casework.duties",
    "openmappa.casework.eligibility",
    "openmappa.casework.legal_position",
    "openmappa.casework.responsibility",
    "openmappa.casework.standing",
    "openmappa.record.notification",
    "openmappa.record.custody",
    "openmappa.record.orders",
    "openmappa.record.convictions",
    "openmappa.record.people",
    "openmappa.foundation.administration",
    "openmappa.foundation.signing_in",
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
    "allauth.account",
    "allauth.mfa",
    "axes",
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
    "allauth.account.middleware.AccountMiddleware",
    "openmappa.foundation.signing_in.middleware.SessionHasLimits",
    "openmappa.foundation.drafts.middleware.SignInRequired",
    "openmappa.foundation.access.middleware.ViewerIsSet",
    "openmappa.foundation.signing_in.middleware.SignInIsComplete",
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
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "openmappa.foundation.accounts.services.LocalSignIn",
]
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
# The second factor: asked of every role that sees people, manages accounts or reads the log.
SECOND_FACTOR_REQUIRED = True
TERMS_MUST_BE_ACCEPTED = True
SECOND_FACTOR_EXCEPTIONS: list[str] = env.list("OPENMAPPA_SECOND_FACTOR_EXCEPTIONS", [])
# Fernet keys; the first encrypts, the others still open what was encrypted before.
SECOND_FACTOR_KEYS: list[str] = env.list("OPENMAPPA_SECOND_FACTOR_KEYS", [])
MFA_ADAPTER = "openmappa.foundation.signing_in.services.second_factor.SecondFactors"
MFA_SUPPORTED_TYPES = ["recovery_codes", "totp", "webauthn"]
MFA_TOTP_TOLERANCE = 1
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]

# Lock-out: an account after so many failures, an address after ten times as many, for the time that follows.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = ["username", "ip_address"]
AXES_HANDLER = "openmappa.foundation.signing_in.services.lock_out.LockOut"
AXES_USERNAME_CALLABLE = "openmappa.foundation.signing_in.services.lock_out.account_digest"
AXES_CLIENT_IP_CALLABLE = "openmappa.foundation.limits.services.address_of"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "email", "next", "code", "csrfmiddlewaretoken"]
AXES_VERBOSE = False
# Our own page says that somebody is locked out, in the transaction that counted the failure.
SILENCED_SYSTEM_CHECKS = ["axes.W002"]
# How many of our own proxies stand in front and add to X-Forwarded-For.
TRUSTED_PROXIES: int = env.int("OPENMAPPA_PROXIES", 0)

SESSION_ENGINE = "openmappa.foundation.accounts.services.sessions"
SESSION_IDLE_LIMIT = timedelta(minutes=env.int("OPENMAPPA_IDLE_MINUTES", 30))
SESSION_LIMIT = timedelta(hours=12)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = int(SESSION_LIMIT.total_seconds())
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

# The key that signs the head of the log: an Ed25519 private key in PEM, or the path of a file with one.
AUDIT_KEY = env.str("OPENMAPPA_AUDIT_KEY", "")
AUDIT_KEY_FILE = env.str("OPENMAPPA_AUDIT_KEY_FILE", "")

# From when looking is unusual: ours, not from law or guidance. See oversight/log_review/domain for each.
LOG_REVIEW = {
    "people_in_an_hour": env.int("OPENMAPPA_REVIEW_PEOPLE_IN_AN_HOUR", 30),
    "refusals_in_a_day": env.int("OPENMAPPA_REVIEW_REFUSALS_IN_A_DAY", 5),
    "day_starts": env.int("OPENMAPPA_REVIEW_DAY_STARTS", 7),
    "day_ends": env.int("OPENMAPPA_REVIEW_DAY_ENDS", 20),
    "days": env.int("OPENMAPPA_REVIEW_DAYS", 28),
}
# The longest time for which sight is given by name, in days. Set up the wall again after a change.
SIGHT_LONGEST_DAYS: int = env.int("OPENMAPPA_SIGHT_LONGEST_DAYS", 366)
# Who authorises the status of a potentially dangerous person, and months to its review: ours, sources are silent.
DANGEROUS_LEAST_RANK = env.str("OPENMAPPA_DANGEROUS_LEAST_RANK", "superintendent")
DANGEROUS_REVIEW_MONTHS: int = env.int("OPENMAPPA_DANGEROUS_REVIEW_MONTHS", 6)
LIMITS = limits(env)
DRAFT_DAYS = env.int("OPENMAPPA_DRAFT_DAYS", 14)

DEMONSTRATION = False
# The day that a demonstration takes for today. Its records end on a day, and all would be overdue a year later.
DEMONSTRATION_DAY: date | None = None
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
    # Failed sign-ins are written into the audit table, not here.
    "loggers": {"axes": {"level": "ERROR"}},
}
