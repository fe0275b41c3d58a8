"""The steps of signing in, each written down."""
