"""What people send. A form that is not valid says why in one sentence."""

from typing import Any

from django import forms

from articles.models import Article
from entities.kinds import ENTITY_CHOICES, Kind
from entities.models import Entity, Mention
from entities.names import fold

_KIND_ERRORS = {
    "required": "Choose what kind of mention it is.",
    "invalid_choice": "There is no such kind of mention: choose one of the buttons.",
}


class SentenceForm(forms.Form):
    """A form whose faults read as one sentence."""

    @property
    def sentence(self) -> str:
        """The first fault, for people."""
        return next(str(error) for errors in self.errors.values() for error in errors)


class ReassignForm(SentenceForm):
    """Either an existing entity, or the name and kind of a new one."""

    entity = forms.ModelChoiceField(
        Entity.objects.current().select_related("parent__parent__parent"),
        required=False,
        error_messages={"invalid_choice": "There is no such entity any more: choose another one."},
    )
    name = forms.CharField(required=False, max_length=300)
    kind = forms.ChoiceField(choices=ENTITY_CHOICES, required=False)

    def clean(self) -> dict:
        super().clean()
        cleaned = self.cleaned_data
        if not cleaned.get("entity") and not self.errors:
            if not fold(cleaned.get("name", "")):
                raise forms.ValidationError("Choose an entity, or type the name of a new one.")
            if not cleaned.get("kind"):
                raise forms.ValidationError("Choose the kind of the new entity.")
        return cleaned


class KindForm(SentenceForm):
    kind = forms.ChoiceField(choices=Kind.choices, error_messages=_KIND_ERRORS)


class ValueForm(SentenceForm):
    """What a date, a sum or a quantity means; nothing where it has no single value."""

    value = forms.CharField(
        required=False,
        max_length=100,
        error_messages={"max_length": "A value has at most 100 characters: type a shorter one."},
    )


class SplitForm(SentenceForm):
    """Where to cut, in code points of the text."""

    at = forms.IntegerField(
        min_value=1, error_messages={"required": "Choose between which words to split."}
    )


class JoinForm(SentenceForm):
    other = forms.ModelChoiceField(
        Mention.objects.live(),
        error_messages={
            "required": "Choose the mention to join with.",
            "invalid_choice": "There is no such mention any more: reload the page.",
        },
    )


class ResizeForm(SentenceForm):
    """A span in code points as the page's script sends it, or the words that it shall be."""

    start = forms.IntegerField(required=False, min_value=0)
    end = forms.IntegerField(required=False, min_value=1)
    words = forms.CharField(required=False, max_length=500)

    def __init__(self, *args: Any, mention: Mention, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mention = mention

    def clean(self) -> dict:
        super().clean()
        cleaned = self.cleaned_data
        if self.errors or (cleaned.get("start") is not None and cleaned.get("end") is not None):
            return cleaned
        words = cleaned.get("words", "")
        if not words:
            raise forms.ValidationError("Type the words that the mention shall have.")
        text, here = self.mention.article.text, self.mention
        # What an earlier text had may stand anywhere in the present one.
        around = (
            range(here.start - len(words), here.end + 1)
            if here.revision_id is None
            else range(len(text))
        )
        places = (place for place in around if place >= 0 and text.startswith(words, place))
        start = min(places, key=lambda place: abs(place - here.start), default=None)
        if start is None:
            raise forms.ValidationError(
                f"“{words}” does not stand at this place of the text: type the words exactly as "
                "they are written there."
            )
        return cleaned | {"start": start, "end": start + len(words)}


class AddMentionForm(SentenceForm):
    """A span in code points as the page's script sends it, or words and which time they occur."""

    start = forms.IntegerField(required=False, min_value=0)
    end = forms.IntegerField(required=False, min_value=1)
    words = forms.CharField(required=False, max_length=500, strip=False)
    nth = forms.IntegerField(required=False, min_value=1)
    kind = forms.ChoiceField(choices=Kind.choices, error_messages=_KIND_ERRORS)

    def __init__(self, *args: Any, article: Article, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.article = article

    def clean(self) -> dict:
        super().clean()
        cleaned = self.cleaned_data
        if self.errors or (cleaned.get("start") is not None and cleaned.get("end") is not None):
            return cleaned
        words, nth = cleaned.get("words", "").strip(), cleaned.get("nth") or 1
        if not words:
            raise forms.ValidationError("Mark some words in the text, or type them.")
        start = -1
        for _ in range(nth):
            start = self.article.text.find(words, start + 1)
            if start < 0:
                times = self.article.text.count(words)
                raise forms.ValidationError(
                    f"“{words}” occurs {times} times in this text, so there is no number {nth}: "
                    "type the words exactly as they are written."
                )
        cleaned["start"], cleaned["end"] = start, start + len(words)
        return cleaned
