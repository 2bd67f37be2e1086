"""The two answers a person gives about a pair; nothing is chosen beforehand."""

from django import forms

from gvi.trust.people.words import PairState


class AnswerForm(forms.Form):
    """``same`` or ``different``."""

    answer = forms.ChoiceField(choices=[(it.value, it.label) for it in (PairState.SAME, PairState.DIFFERENT)])


class UndoForm(forms.Form):
    """What the pair becomes: ``open`` or ``different``."""

    answer = forms.ChoiceField(choices=[(it.value, it.label) for it in (PairState.OPEN, PairState.DIFFERENT)])
