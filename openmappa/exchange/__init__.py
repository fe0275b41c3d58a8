"""How facts come in and go out."""
