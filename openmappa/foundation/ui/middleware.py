"""What every answer tells the browser: run nothing of others, frame nothing, keep nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponse

# No page asks for any of these, so no script that got into one could.
_NOT_ASKED_FOR = (
    "accelerometer",
    "autoplay",
    "camera",
    "clipboard-read",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
# Security keys are for our own pages: the second factor of signing in.
PERMISSIONS = ", ".join(
    [
        *(f"{feature}=()" for feature in _NOT_ASKED_FOR),
        "publickey-credentials-create=(self)",
        "publickey-credentials-get=(self)",
    ]
)
EVERYWHERE: Mapping[str, str] = {
    "Permissions-Policy": PERMISSIONS,
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Permitted-Cross-Domain-Policies": "none",
}
KEPT_NOWHERE = "no-store, private"


class HardHeaders:
    """Set the headers of every answer; no page is kept by a browser or anything on the way to it.

    Style sheets and scripts are nobody's data and may be kept.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response with its headers."""
        response = self.get_response(request)
        for name, value in EVERYWHERE.items():
            response.headers[name] = value
        if not request.path.startswith(settings.STATIC_URL):
            response.headers["Cache-Control"] = KEPT_NOWHERE
        return response
