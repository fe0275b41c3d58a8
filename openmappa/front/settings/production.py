"""Production: behind TLS, every secret from the environment, no demonstration accounts."""

from __future__ import annotations

from openmappa.front.settings.base import *  # noqa: F403

SECRET_KEY = env.str("OPENMAPPA_SECRET_KEY")  # noqa: F405
ALLOWED_HOSTS = env.list("OPENMAPPA_HOSTS")  # noqa: F405
SECOND_FACTOR_KEYS = env.list("OPENMAPPA_SECOND_FACTOR_KEYS")  # noqa: F405
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
