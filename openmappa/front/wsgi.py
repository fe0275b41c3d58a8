"""The application that the web server runs."""

import gc
import sys

from django.core.wsgi import get_wsgi_application

from openmappa.foundation.database.secrets import SecretMissing

try:
    application = get_wsgi_application()
except SecretMissing as problem:
    sys.exit(f"openmappa: {problem}")

# What a worker has loaded it keeps: one page in twenty waited 90 ms while the collector went through all of it again.
gc.collect()
gc.freeze()
