"""Published reports beside our count."""
