"""Yes or no to a suggested answer; the rule that suggested it comes along and is kept."""

from django import forms


class AnswerForm(forms.Form):
    """All of it comes from the page; nothing is typed."""

    earlier = forms.UUIDField()
    window_days = forms.FloatField(min_value=0.01, max_value=366)
    rule = forms.CharField(max_length=300)
    verdict = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])
