"""A study is given up by the room that owns it, whatever one writes to the database."""

import pytest
from django.db import DatabaseError, connection, transaction

from gvi.steps.studies.models import Study
from gvi.steps.studies.words import Source
from tests.cast import Player, in_room
from tests.steps.studies.studying import begin

DROP = "update studies_study set state = 'dropped', dropped_because = 'Den går oss emot'"


def drop_by_sql(player: Player) -> None:
    with in_room(player), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(DROP)


def test_no_other_room_gives_up_a_study_by_sql(city: object, writer: Player, locker: Player) -> None:
    begin(writer, source=Source.FILE)
    with pytest.raises(DatabaseError, match="given up by the room that owns it"):
        drop_by_sql(locker)
    assert Study.objects.get().state == "draft"
    drop_by_sql(writer)
    assert Study.objects.get().state == "dropped"
