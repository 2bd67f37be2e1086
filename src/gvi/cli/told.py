"""Errors whose own sentence is meant for whoever typed the command."""

import psycopg
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError

from gvi.cli.refused import CommandRefused
from gvi.database.backup import BackupFailed
from gvi.database.embedded import ServerError
from gvi.database.manifest import BackupUnreadable
from gvi.database.programs import NoProgram
from gvi.database.restore import RestoreRefused
from gvi.site.boot import BootRefused
from gvi.trust.refusals import Refusal

TOLD = (
    *(CommandRefused, Refusal, BootRefused, ServerError, ValueError),
    *(BackupFailed, BackupUnreadable, RestoreRefused, NoProgram),
    *(ImproperlyConfigured, OperationalError, psycopg.OperationalError),
)
