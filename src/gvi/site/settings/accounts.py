"""Sign-in: password and a second factor always, sign-up closed, e-identification by settings (trust.md, "Level").

docs/reference/settings.md lists the variables, docs/how-to/e-identification.md shows them in use.
"""

from gvi.site.settings.base import env
from gvi.site.settings.identity import openid_connect, saml

ACCOUNT_ADAPTER = "gvi.site.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_FORMS = {
    "login": "gvi.site.accounts.forms.SignInForm",
    "change_password": "gvi.site.accounts.forms.NewPasswordForm",
}
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
}
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"

MFA_ADAPTER = "gvi.site.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_RECOVERY_CODE_COUNT = 10
MFA_FORMS = {
    "authenticate": "gvi.site.accounts.forms.CodeForm",
    "reauthenticate": "gvi.site.accounts.forms.CodeAgainForm",
    "activate_totp": "gvi.site.accounts.forms.FirstCodeForm",
    "add_webauthn": "gvi.site.accounts.forms.KeyForm",
    "edit_webauthn": "gvi.site.accounts.forms.KeyNameForm",
}

SOCIALACCOUNT_ADAPTER = "gvi.site.accounts.adapters.IdentityAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a link, not a form: the policy lets no form lead to another host
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = {"openid_connect": openid_connect(env), "saml": saml(env)}

GVI_TOTP_KEYS: list[str] = env.list("GVI_TOTP_KEY", default=[])
ALLAUTH_TRUSTED_PROXY_COUNT: int = env.int("GVI_TRUSTED_PROXIES", default=0)

# Counters of failed attempts and used one-time codes are shared by all worker processes, and need no other server.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "gvi_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

GVI_ACCOUNT_ROUTES = [
    "account_login",
    "account_logout",
    "account_change_password",
    "account_missing_factor",
    "mfa_index",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_edit_webauthn",
    "mfa_remove_webauthn",
    "openid_connect_login",
    "openid_connect_callback",
    "saml_login",
    "saml_acs",
    "saml_finish_acs",
    "saml_metadata",
    "saml_sls",
    "socialaccount_login_cancelled",
    "set_language",
]
