"""The part of django-allauth that this product opens: sign-in, second factor, e-identification.

Each route is named here; allauth's own list is not included, so sign-up, reset by mail and the rest do not exist.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as oidc
from allauth.socialaccount.providers.saml import views as saml
from django.urls import path

from gvi.site.accounts import views
from gvi.site.accounts.views import as_form, forgetting

ACCOUNT = [
    path("login/", as_form(account.login), name="account_login"),
    path("logout/", forgetting(account.logout), name="account_logout"),
    path("losenord/", as_form(views.change_password), name="account_change_password"),
    path("valkommen/<str:secret>/", views.welcome, name="account_welcome"),
    path("sakerhetsfaktor-saknas/", views.missing_factor, name="account_missing_factor"),
]
SECOND_FACTOR = [
    path("sakerhetsfaktor/", mfa.index, name="mfa_index"),
    path("sakerhetsfaktor/visa/", as_form(mfa.authenticate), name="mfa_authenticate"),
    path("sakerhetsfaktor/igen/", as_form(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("sakerhetsfaktor/app/ny/", as_form(views.AddApp.as_view()), name="mfa_activate_totp"),
    path("sakerhetsfaktor/app/bort/", as_form(views.RemoveApp.as_view()), name="mfa_deactivate_totp"),
    path("sakerhetsfaktor/reservkoder/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "sakerhetsfaktor/reservkoder/nya/",
        as_form(views.NewCodes.as_view()),
        name="mfa_generate_recovery_codes",
    ),
    path("sakerhetsfaktor/nycklar/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("sakerhetsfaktor/nycklar/ny/", as_form(views.AddKey.as_view()), name="mfa_add_webauthn"),
    path(
        "sakerhetsfaktor/nycklar/igen/",
        as_form(webauthn.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path("sakerhetsfaktor/nycklar/<int:pk>/", as_form(webauthn.edit_webauthn), name="mfa_edit_webauthn"),
    path(
        "sakerhetsfaktor/nycklar/<int:pk>/bort/",
        as_form(views.RemoveKey.as_view()),
        name="mfa_remove_webauthn",
    ),
]
IDENTITY = [
    path("oidc/<slug:provider_id>/login/", oidc.login, name="openid_connect_login"),
    path("oidc/<slug:provider_id>/login/callback/", oidc.callback, name="openid_connect_callback"),
    path("saml/<slug:organization_slug>/login/", saml.login, name="saml_login"),
    path("saml/<slug:organization_slug>/acs/", saml.acs, name="saml_acs"),
    path("saml/<slug:organization_slug>/acs/finish/", saml.finish_acs, name="saml_finish_acs"),
    path("saml/<slug:organization_slug>/metadata/", saml.metadata, name="saml_metadata"),
    path("saml/<slug:organization_slug>/sls/", saml.sls, name="saml_sls"),
    path("avbruten/", social.login_cancelled, name="socialaccount_login_cancelled"),
]
urlpatterns = [*ACCOUNT, *SECOND_FACTOR, *IDENTITY]
