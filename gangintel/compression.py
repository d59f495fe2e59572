"""Pages are compressed on the wire."""

from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware

_TEXTS = ("text/", "application/json", "image/svg+xml")


class CompressedTexts(GZipMiddleware):
    """Compresses what is text; pictures, PDF and archives are compressed already.

    Each page is a random number of bytes longer, up to 100, so that its length tells nothing of a
    secret that stands beside what somebody else put into it (BREACH; Heal the Breach, Palacios et
    al. 2022). Django masks its own secret in forms besides.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if response.get("Content-Type", "").startswith(_TEXTS):
            return super().process_response(request, response)
        return response
