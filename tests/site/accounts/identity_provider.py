"""Local identity providers for tests: OpenID Connect on a port of this machine, and SAML without a network.

They say what a Swedish e-identification says: who it is, an address, and at which level of assurance.
"""

import base64
import json
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from lxml import etree
from onelogin.saml2.constants import OneLogin_Saml2_Constants as Saml
from onelogin.saml2.utils import OneLogin_Saml2_Utils as SamlUtils

LOA3 = "http://id.elegnamnden.se/loa/1.0/loa3"
LOA2 = "http://id.elegnamnden.se/loa/1.0/loa2"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Persona:
    """Who identifies at the provider, and how surely."""

    subject: str = "pairwise-1"
    email: str = ""
    verified: bool = True
    level: str = LOA3


@dataclass
class OidcProvider:
    """A provider that lets ``persona`` in without asking."""

    persona: Persona = field(default_factory=Persona)
    issuer: str = ""
    nonces: dict[str, dict[str, Any]] = field(default_factory=dict)

    def configuration(self) -> dict[str, Any]:
        """The discovery document."""
        ends = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
        return {
            "issuer": self.issuer,
            "jwks_uri": f"{self.issuer}/jwks",
            **{f"{name}_endpoint": f"{self.issuer}/{path}" for name, path in ends.items()},
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def token(self) -> dict[str, Any]:
        """The answer to a code."""
        claims = {
            "iss": self.issuer,
            "aud": "gvi",
            "sub": self.persona.subject,
            "iat": int(time.time()),
            "exp": int(time.time()) + 60,
            "acr": self.persona.level,
            "personnummer": "utelämnat",
        }
        signed = jwt.encode(claims, KEY, algorithm="RS256", headers={"kid": "test"})
        return {"access_token": "a", "token_type": "Bearer", "expires_in": 60, "id_token": signed}

    def userinfo(self) -> dict[str, Any]:
        """Who it is."""
        who = self.persona
        return {"sub": who.subject, "email": who.email, "email_verified": who.verified}

    def keys(self) -> dict[str, Any]:
        """The public key."""
        return {
            "keys": [{**jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key(), as_dict=True), "kid": "test"}]
        }


@contextmanager
def oidc_provider(provider: OidcProvider) -> Iterator[OidcProvider]:
    """Run ``provider`` on a free port."""

    class Handler(BaseHTTPRequestHandler):
        """Answers the back channel."""

        def do_GET(self) -> None:
            """Discovery, keys, userinfo."""
            pages = {
                "/.well-known/openid-configuration": provider.configuration,
                "/jwks": provider.keys,
                "/userinfo": provider.userinfo,
            }
            self._answer(pages[urlsplit(self.path).path]())

        def do_POST(self) -> None:
            """The code becomes a token."""
            self.rfile.read(int(self.headers["Content-Length"]))
            self._answer(provider.token())

        def _answer(self, body: dict[str, Any]) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

        def log_message(self, *args: Any) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def certificate() -> str:
    """A certificate of the providers' key, in PEM."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "idp.example")])
    today = datetime.now(UTC)
    made = x509.CertificateBuilder(
        name, name, KEY.public_key(), 1, today - timedelta(1), today + timedelta(1)
    )
    return made.sign(KEY, hashes.SHA256()).public_bytes(serialization.Encoding.PEM).decode()


RESPONSE = """<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"
 xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_r1" Version="2.0" IssueInstant="{now}"
 Destination="{acs}" InResponseTo="{request}"><saml:Issuer>{entity}</saml:Issuer>
<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>
<saml:Assertion ID="_a1" Version="2.0" IssueInstant="{now}"><saml:Issuer>{entity}</saml:Issuer>
<saml:Subject><saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">{subject}</saml:NameID>
<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData
 NotOnOrAfter="{later}" Recipient="{acs}" InResponseTo="{request}"/></saml:SubjectConfirmation></saml:Subject>
<saml:Conditions NotBefore="{before}" NotOnOrAfter="{later}"><saml:AudienceRestriction>
<saml:Audience>{audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>
<saml:AuthnStatement AuthnInstant="{now}" SessionIndex="_s1"><saml:AuthnContext>
<saml:AuthnContextClassRef>{level}</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>
<saml:AttributeStatement>
<saml:Attribute Name="urn:oasis:names:tc:SAML:attribute:subject-id">
<saml:AttributeValue>{subject}</saml:AttributeValue></saml:Attribute>
<saml:Attribute Name="urn:oid:0.9.2342.19200300.100.1.3">
<saml:AttributeValue>{email}</saml:AttributeValue></saml:Attribute>
</saml:AttributeStatement></saml:Assertion></samlp:Response>"""


@dataclass
class SamlProvider:
    """A provider that answers a request for sign-in with a signed assertion about ``persona``."""

    persona: Persona
    entity: str = "https://idp.example/saml"
    pem: str = field(default_factory=certificate)

    def answer(self, address: str, *, sign: bool = True) -> str:
        """The base64 ``SAMLResponse`` to the redirect ``address`` that the product sent the browser to."""
        query = parse_qs(urlsplit(address).query)
        request = etree.fromstring(zlib.decompress(base64.b64decode(query["SAMLRequest"][0]), -15))
        now = datetime.now(UTC)
        stamp = "%Y-%m-%dT%H:%M:%SZ"
        text = RESPONSE.format(
            now=now.strftime(stamp),
            before=(now - timedelta(minutes=1)).strftime(stamp),
            later=(now + timedelta(minutes=5)).strftime(stamp),
            acs=request.get("AssertionConsumerServiceURL"),
            audience=request.findtext("{urn:oasis:names:tc:SAML:2.0:assertion}Issuer"),
            request=request.get("ID"),
            entity=self.entity,
            subject=self.persona.subject,
            email=self.persona.email,
            level=self.persona.level,
        )
        return base64.b64encode(self._signed(text) if sign else text.encode()).decode()

    def _signed(self, text: str) -> bytes:
        tree = etree.fromstring(text)
        assertion = tree.find("{urn:oasis:names:tc:SAML:2.0:assertion}Assertion")
        key = KEY.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ).decode()
        signed = SamlUtils.add_sign(
            etree.tostring(assertion), key, self.pem, False, Saml.RSA_SHA256, Saml.SHA256
        )
        tree.replace(assertion, etree.fromstring(signed))
        return bytes(etree.tostring(tree))
