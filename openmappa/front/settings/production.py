"""Production: behind TLS, every secret from the environment, no demonstration accounts."""

from __future__ import annotations

from openmappa.foundation.database.secrets import required
from openmappa.front.settings.base import *  # noqa: F403

SECRET_KEY = required("OPENMAPPA_SECRET_KEY", least=50)
ALLOWED_HOSTS = [each.strip() for each in required("OPENMAPPA_HOSTS").split(",") if each.strip()]
SECOND_FACTOR_KEYS = [
    each.strip() for each in required("OPENMAPPA_SECOND_FACTOR_KEYS").split(",") if each.strip()
]
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
# The prefix makes browsers refuse the cookie from any other host, path or plain connection.
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
# One proxy stands before the pages; it sets the address of who asks.
TRUSTED_PROXIES = env.int("OPENMAPPA_PROXIES", 1)  # noqa: F405
