"""An uploaded file is seen by its owner only; staged rows are not worth a write-ahead log."""

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation

UPLOADS = """
    alter table incidents_upload enable row level security;
    alter table incidents_upload force row level security;
    create policy incidents_upload_owner on incidents_upload to gvi_app
        using (member_id = (select gvi.ticket_member()))
        with check (member_id = (select gvi.ticket_member()));
    alter table incidents_stagedrow set unlogged;
"""


class Migration(migrations.Migration):
    """Guards of the tables made in 0003."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("incidents", "0003_import")]
    operations: ClassVar[list[Operation]] = [migrations.RunSQL(UPLOADS, migrations.RunSQL.noop)]
