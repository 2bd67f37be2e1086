"""The index of area and time serves the key to areas too: one index less to fill for each incident."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0004_import_guards"),
        ("workspaces", "0003_sign_in"),
    ]

    operations = [
        migrations.AlterField(
            model_name="incident",
            name="area",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to="workspaces.area",
                verbose_name="område",
            ),
        ),
    ]
