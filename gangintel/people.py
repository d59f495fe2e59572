"""The page where administrators make accounts and say what each person may do and see."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from articles.article_choices import Handling
from articles.clearance import USUAL, clearance_of
from gangintel.roles import Role, give, role_of
from gangintel.services.preparation import new_password
from gangintel.sessions import log_out_everywhere

MAY = "auth.change_user"
may_give = permission_required(MAY, raise_exception=True)


class PersonForm(forms.Form):
    role = forms.ChoiceField(choices=Role)
    clearance = forms.ChoiceField(choices=Handling)
    is_active = forms.BooleanField(required=False)


class NewPersonForm(PersonForm):
    username = forms.CharField(max_length=150, validators=[UnicodeUsernameValidator()])
    email = forms.EmailField(required=False)

    def clean_username(self) -> str:
        name = self.cleaned_data["username"]
        if User.objects.filter(username__iexact=name).exists():
            raise forms.ValidationError(f"There is an account {name} already: choose another name.")
        return name


@require_safe
@may_give
def people(request: HttpRequest) -> HttpResponse:
    return _page(request)


@require_POST
@may_give
def add(request: HttpRequest) -> HttpResponse:
    """Make an account; its first password is shown this once."""
    form = NewPersonForm(request.POST)
    if not form.is_valid():
        return _page(request, form=form, status=422)
    values, password = form.cleaned_data, new_password()
    with transaction.atomic():
        user = User.objects.create_user(values["username"], values["email"], password)
        give(user, role=values["role"], clearance=values["clearance"])
    return _page(request, made=user, password=password)


@require_POST
@may_give
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a role and a clearance, or close the account; who is closed out is logged out."""
    user = get_object_or_404(User, pk=pk)
    form = PersonForm(request.POST)
    if not form.is_valid():
        return _page(request, refusal="Choose a role and a clearance of the list.", status=422)
    values = form.cleaned_data
    if user == request.user and (values["role"] != Role.ADMINISTRATOR or not values["is_active"]):
        refusal = "You cannot take the administration from yourself: let another administrator."
        return _page(request, refusal=refusal, status=422)
    with transaction.atomic():
        give(user, role=values["role"], clearance=values["clearance"])
        User.objects.filter(pk=user.pk).update(is_active=values["is_active"])
    if not values["is_active"]:
        log_out_everywhere(user)
    messages.success(request, f"{user} is {values['role']} and sees up to {values['clearance']}.")
    return redirect("people")


def _page(request: HttpRequest, *, status: int = 200, **more: object) -> HttpResponse:
    users = User.objects.order_by("-is_active", "username")
    context = {
        "people": [(one, role_of(one), clearance_of(one)) for one in users],
        "roles": Role.choices,
        "clearances": Handling.choices,
        "usual": USUAL,
    }
    return render(request, "people/people.html", context | more, status=status)
