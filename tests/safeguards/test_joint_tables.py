"""The joint space holds no person: no table without row security points at one, names one, or ties a group to an
incident (domain.md; T25, T34).
"""

import pytest

from tests.safeguards.world import sql

pytestmark = pytest.mark.django_db

# What every room shares, and what nobody but the product's own machinery writes.
NOT_SEALED = """
    select c.relname from pg_catalog.pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relrowsecurity
"""
COLUMNS = """
    select c.relname, a.attname from pg_catalog.pg_class c
        join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relrowsecurity
"""
POINTING = """
    select c.relname, t.relname from pg_catalog.pg_constraint k
        join pg_catalog.pg_class c on c.oid = k.conrelid join pg_catalog.pg_class t on t.oid = k.confrelid
    where k.contype = 'f' and c.relnamespace = 'public'::regnamespace and not c.relrowsecurity
"""
PERSONS = ("people_", "groups_membership", "groups_involvement", "groups_persontie", "disclosures_")
ABOUT = {
    "person",
    "person_id",
    "first_person",
    "second_person",
    "membership",
    "membership_id",
    "surname",
    "given_name",
}
ABOUT |= {"identity_number", "identity_hash", "birth_date"}
BETWEEN_ROOMS = {"disclosures_agreement"}


def test_t25_no_joint_table_points_at_a_person_or_what_is_known_of_one() -> None:
    pointing = {
        (table, target)
        for table, target in sql(POINTING)
        if target.startswith(PERSONS) and target not in BETWEEN_ROOMS and not table.startswith("people_")
    }
    assert pointing == set()


def test_t25_no_joint_table_has_a_column_about_a_person() -> None:
    assert {(table, column) for table, column in sql(COLUMNS) if column in ABOUT} == set()


def test_what_is_known_of_groups_is_sealed_and_the_released_analysis_is_joint() -> None:
    joint = {table for (table,) in sql(NOT_SEALED)}
    assert {"groups_group", "mapping_releasedanalysis"} <= joint
    ours = {table for table in joint if table.startswith(("groups_", "mapping_"))}
    assert ours == {"groups_group", "groups_grouprevision", "mapping_releasedanalysis"}
