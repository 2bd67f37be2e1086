"""E-identification from the environment: one OpenID Connect provider, one SAML provider, both optional.

What a sign-in there is worth is decided by the provider's own statement of assurance: only the levels named in
``GVI_OIDC_LOA3`` and ``GVI_SAML_LOA3`` count as both factors (docs/how-to/e-identification.md).
"""

from typing import Any

from environ import Env

PROVIDER = "eid"


def openid_connect(env: Env) -> dict[str, Any]:
    """Settings of the OpenID Connect provider; without an issuer there is none."""
    issuer = env.str("GVI_OIDC_ISSUER", default="")
    settings = {
        "server_url": issuer,
        "oauth_pkce_enabled": True,
        "scope": env.list("GVI_OIDC_SCOPE", default=["openid", "email"]),
        "uid_field": env.str("GVI_OIDC_SUBJECT", default="sub"),
        "loa3": env.list("GVI_OIDC_LOA3", default=[]),
        "verified_email": env.list("GVI_OIDC_EMAIL_DOMAINS", default=[]),
        "auth_params": {"acr_values": " ".join(env.list("GVI_OIDC_LOA3", default=[]))},
    }
    app = {
        "provider_id": PROVIDER,
        "name": env.str("GVI_OIDC_NAME", default="E-legitimation"),
        "client_id": env.str("GVI_OIDC_CLIENT", default=""),
        "secret": env.str("GVI_OIDC_SECRET", default=""),
        "settings": settings,
    }
    provider_class = "gvi.site.accounts.providers.OpenIDConnect"
    return {"provider_class": provider_class, "APPS": [app] if issuer else []}


def saml(env: Env) -> dict[str, Any]:
    """Settings of the SAML provider; without an entity id there is none."""
    entity = env.str("GVI_SAML_ENTITY", default="")
    idp = {"entity_id": entity}
    for key, variable in (
        ("metadata_url", "GVI_SAML_METADATA"),
        ("sso_url", "GVI_SAML_SIGN_IN"),
        ("x509cert", "GVI_SAML_CERTIFICATE"),
    ):
        if value := env.str(variable, default=""):
            idp[key] = value
    settings = {
        "idp": idp,
        "advanced": {"want_assertion_signed": True, "reject_idp_initiated_sso": True},
        "attribute_mapping": {
            "uid": env.str("GVI_SAML_SUBJECT", default="urn:oasis:names:tc:SAML:attribute:subject-id"),
            "email": env.str("GVI_SAML_EMAIL", default="urn:oid:0.9.2342.19200300.100.1.3"),
        },
        "loa3": env.list("GVI_SAML_LOA3", default=[]),
        "verified_email": env.list("GVI_SAML_EMAIL_DOMAINS", default=[]),
    }
    app = {
        "client_id": PROVIDER,
        "provider_id": f"saml-{PROVIDER}",
        "name": env.str("GVI_SAML_NAME", default="E-legitimation"),
        "settings": settings,
    }
    return {"provider_class": "gvi.site.accounts.providers.Saml", "APPS": [app] if entity else []}
