"""Keys of the second factor: TOTP secrets and recovery seeds are encrypted in the database (Fernet).

``GVI_TOTP_KEY`` lists keys, newest first: the first encrypts, all decrypt. After a new one was put first,
``rotate_secrets`` writes every secret anew, and the old key can go.
"""

from collections.abc import Sequence

from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

SECRETS = ("secret", "seed")


def _fernet(keys: Sequence[str]) -> MultiFernet:
    try:
        return MultiFernet([Fernet(key) for key in keys])
    except ValueError as error:
        raise ImproperlyConfigured("GVI_TOTP_KEY: expected Fernet keys, newest first") from error


def encrypt(text: str) -> str:
    """Encrypt a secret with the newest key."""
    return _fernet(settings.GVI_TOTP_KEYS).encrypt(text.encode()).decode()


def decrypt(text: str) -> str:
    """Decrypt a secret with whichever key it was written with."""
    return _fernet(settings.GVI_TOTP_KEYS).decrypt(text.encode()).decode()


@transaction.atomic
def rotate_secrets() -> int:
    """Write every secret anew with the newest key; returns how many."""
    fernet, count = _fernet(settings.GVI_TOTP_KEYS), 0
    for authenticator in Authenticator.objects.select_for_update().order_by("pk"):
        for name in SECRETS:
            if name in authenticator.data:
                authenticator.data[name] = fernet.rotate(authenticator.data[name]).decode()
                count += 1
        authenticator.save(update_fields=["data"])
    return count
