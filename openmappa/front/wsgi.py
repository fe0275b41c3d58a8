"""The application that the web server runs."""

import sys

from django.core.wsgi import get_wsgi_application

from openmappa.foundation.database.secrets import SecretMissing

try:
    application = get_wsgi_application()
except SecretMissing as problem:
    sys.exit(f"openmappa: {problem}")
