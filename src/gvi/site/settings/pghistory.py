"""History of rows (django-pghistory): statement triggers, append-only, context of opaque ids only."""

import pghistory
import pgtrigger

PGHISTORY_LEVEL = pgtrigger.Statement
PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()
PGHISTORY_APPEND_ONLY = False
PGHISTORY_INSTALL_CONTEXT_FUNC_ON_MIGRATE = False
