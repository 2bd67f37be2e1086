"""allauth's forms with our words: Swedish labels, no placeholders, help where it is needed."""

from typing import TYPE_CHECKING, Any

from allauth.account.forms import ChangePasswordForm, LoginForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from gvi.trust.workspaces.models import User

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CODE_HELP = _("Sex siffror från appen, eller åtta siffror från en reservkod.")


def _say(form: forms.Form, name: str, label: "StrOrPromise", help_text: "StrOrPromise" = "") -> None:
    field = form.fields[name]
    field.label, field.help_text = label, help_text
    field.widget.attrs.pop("placeholder", None)


class SignInForm(LoginForm):
    """E-mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "login", _("E-postadress"))
        _say(self, "password", _("Lösenord"))


class NewPasswordForm(ChangePasswordForm):
    """The old password and a new one, twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "oldpassword", _("Nuvarande lösenord"))
        _say(self, "password1", _("Nytt lösenord"), _("Minst tolv tecken. En mening är lättast att minnas."))
        _say(self, "password2", _("Nytt lösenord, en gång till"))


class CodeForm(AuthenticateForm):
    """The second factor at sign-in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "code", _("Kod"), CODE_HELP)


class CodeAgainForm(ReauthenticateForm):
    """The second factor once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "code", _("Kod"), CODE_HELP)


class FirstCodeForm(ActivateTOTPForm):
    """The first code from a new app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "code", _("Kod från appen"), _("Sex siffror."))


class KeyForm(AddWebAuthnForm):
    """What a new security key is called."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "name", _("Namn på nyckeln"))


class KeyNameForm(EditWebAuthnForm):
    """A security key's other name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "name", _("Namn på nyckeln"))


class ChoosePasswordForm(forms.Form):
    """A password of one's own, typed twice, by a one-time link."""

    password = forms.CharField(
        label=_("Lösenord"),
        help_text=_("Minst tolv tecken. En mening är lättast att minnas."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Lösenord, en gång till"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        """Refuse what is short, common or like the address."""
        password: str = self.cleaned_data["password"]
        password_validation.validate_password(password, self.user)
        return password

    def clean_again(self) -> str:
        """Refuse what is not the same."""
        again: str = self.cleaned_data["again"]
        if again != self.cleaned_data.get("password", again):
            raise forms.ValidationError(_("Lösenorden är inte lika."))
        return again
