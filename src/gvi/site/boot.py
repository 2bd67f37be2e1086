"""What must hold before anything answers: the right database for the settings, the right role, the secrets, the rules.

Demo settings sign in without a password, so they refuse every database that is not stamped *fictional*; all
other settings refuse one that is. Called by ``wsgi.py`` and by the commands.
"""

from django.conf import settings
from django.db import connection

from gvi.trust.law.rules import RuleFileError, load_rules
from gvi.trust.law.sync import check_versions, known_digests

NEEDED = {
    "SECRET_KEY": "SECRET_KEY",
    "ALLOWED_HOSTS": "GVI_HOSTS",
    "GVI_TICKET_KEY": "GVI_TICKET_KEY",
    "GVI_TOTP_KEYS": "GVI_TOTP_KEY",
}
ROLE = "select rolsuper or rolbypassrls from pg_roles where rolname = current_user"
STAMP = "select fictional from workspaces_programme"


class BootRefused(Exception):
    """The product does not start; the sentence says what to mend."""


def check() -> None:
    """Raise ``BootRefused`` unless settings, role and database fit together."""
    _check_secrets()
    try:
        _check_role()
        _check_stamp()
        _check_rules()
    finally:
        connection.close()


def _check_secrets() -> None:
    missing = [variable for name, variable in NEEDED.items() if not getattr(settings, name, None)]
    if missing:
        raise BootRefused(f"Not set: {', '.join(missing)} (docs/reference/settings.md).")


def _check_role() -> None:
    with connection.cursor() as cursor:
        cursor.execute(ROLE)
        row = cursor.fetchone()
    if row is None or row[0]:
        raise BootRefused("The database role may bypass row security. DATABASE_URL must name gvi_app.")


def _check_stamp() -> None:
    with connection.cursor() as cursor:
        cursor.execute(STAMP)
        row = cursor.fetchone()
    fictional = bool(row and row[0])
    if settings.GVI_FICTIONAL and not fictional:
        raise BootRefused("Demo settings start only on a database stamped fictional; this one is not.")
    if fictional and not settings.GVI_FICTIONAL:
        raise BootRefused("The database holds an invented city. Only the demo settings may open it.")


def _check_rules() -> None:
    """Rule files that can't be read, that changed under the same version, or that the database doesn't have yet."""
    try:
        rules = load_rules()
        known = known_digests(connection.alias)
        check_versions(rules, known)
    except RuleFileError as error:
        raise BootRefused(str(error)) from error
    missing = sorted(rule.code for rule in rules if (rule.code, rule.version) not in known)
    if missing:
        raise BootRefused(f"Rules not in the database yet: {', '.join(missing)}. Run gvi migrate.")
