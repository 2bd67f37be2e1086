"""An uploaded file is seen by its owner only, and can be removed unseen when its hour has passed; staged rows are not worth a write-ahead log."""

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation

UPLOADS = """
    alter table incidents_upload enable row level security;
    alter table incidents_upload force row level security;
    create policy incidents_upload_owner on incidents_upload to gvi_app
        using (member_id = (select gvi.ticket_member()))
        with check (member_id = (select gvi.ticket_member()));
    create policy incidents_upload_stale on incidents_upload for delete to gvi_app
        using (at < now() - interval '1 hour');
    create policy incidents_upload_backup on incidents_upload for select to gvi_backup using (true);
    alter table incidents_stagedrow set unlogged;
"""


class Migration(migrations.Migration):
    """Guards of the tables made in 0003."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("incidents", "0003_import")]
    operations: ClassVar[list[Operation]] = [migrations.RunSQL(UPLOADS, migrations.RunSQL.noop)]
