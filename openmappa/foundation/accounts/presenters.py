"""What the sign-in page shows."""

from __future__ import annotations

from openmappa.foundation.accounts.forms import SignIn


def sign_in_page(form: SignIn) -> dict[str, object]:
    """Return the page's errors, by field and in all, and the address to show again. Never the password."""
    by_field = {name: {"text": str(messages[0])} for name, messages in form.errors.items()}
    summary = [{"text": error["text"], "href": f"#{name}"} for name, error in by_field.items()]
    return {
        "errors": summary,
        "error": bool(summary),
        "by_field": by_field,
        "email": form["email"].value() or "",
    }
