"""What the database refuses is told in the form, not by a page that says “server error”."""

from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from entities.acts.errors import CorrectionError, explained


class ExplainingAdmin(admin.ModelAdmin):
    """Most rules are checked by the form; here end up those that only the database knows."""

    def changeform_view(
        self, request: HttpRequest, object_id=None, form_url="", extra_context=None
    ) -> HttpResponse:
        try:
            with explained(), transaction.atomic():
                return super().changeform_view(request, object_id, form_url, extra_context)
        except CorrectionError as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(request.get_full_path())
