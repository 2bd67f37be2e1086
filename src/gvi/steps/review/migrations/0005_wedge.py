"""One more thing may be released: the sentence of the police's own study of groups."""

from typing import ClassVar

from django.db import migrations, models
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    """The words of a release."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("review", "0004_answers_guards")]
    operations: ClassVar[list[Operation]] = [
        migrations.AlterField(
            model_name="release",
            name="what",
            field=models.CharField(
                choices=[
                    ("task", "uppgift"),
                    ("figures", "månadens antal"),
                    ("analysis", "problemanalys utan hemliga uppgifter"),
                    ("reach", "vilka grupper som har nåtts"),
                    ("talks", "kvartalets antal om enskilda samtal"),
                    ("wedge", "en mening om kontakt med grupper"),
                ],
                max_length=8,
            ),
        ),
    ]
