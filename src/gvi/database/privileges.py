"""What the application's role may do with each table: deny by default, one list, applied after each migration.

A table that is not named here answers the application nothing, and ``gvi check`` names it. History and log are
add-only; the ticket keys are the owner's alone (house.md, "The database does the guarding").
"""

from collections.abc import Mapping

from django.db.backends.base.base import BaseDatabaseWrapper

ALL = "select, insert, update, delete"
KEEP = "select, insert, update"
ADD = "select, insert"
READ = "select"
NOTHING = ""

TABLES: Mapping[str, str] = {
    "account_emailaddress": ALL,
    "account_emailconfirmation": ALL,
    "auth_group": NOTHING,
    "auth_group_permissions": NOTHING,
    "auth_permission": NOTHING,
    "callins_apart": KEEP,
    "callins_apartrevision": READ,
    "callins_attendance": ADD,
    "callins_callin": KEEP,
    "callins_callinrevision": READ,
    "callins_cardversion": KEEP,
    "callins_checkitem": ALL,
    "callins_debrief": ADD,
    "callins_gonogo": ADD,
    "callins_groupreach": ADD,
    "callins_heldtotal": ADD,
    "callins_invitee": KEEP,
    "callins_inviteerevision": READ,
    "callins_letter": KEEP,
    "callins_listlock": ADD,
    "callins_nominee": KEEP,
    "callins_nomineerevision": READ,
    "callins_observation": ADD,
    "callins_runitem": ALL,
    "callins_scriptversion": KEEP,
    "callins_seat": ALL,
    "callins_securityplan": KEEP,
    "callins_selection": ADD,
    "callins_speaker": ALL,
    "callins_speakerlink": KEEP,
    "callins_speakerslot": ALL,
    "disclosures_agreement": KEEP,
    "disclosures_disclosure": ADD,
    "disclosures_disclosuremove": ADD,
    "disclosures_draft": ALL,
    "disclosures_draftline": ALL,
    "disclosures_ground": ADD,
    "disclosures_item": ADD,
    "disclosures_oncall": ALL,
    "django_content_type": READ,
    "django_migrations": READ,
    "django_session": ALL,
    "groups_group": KEEP,
    "groups_grouprevision": READ,
    "groups_involvement": KEEP,
    "groups_involvementrevision": READ,
    "groups_membership": KEEP,
    "groups_membershiprevision": READ,
    "groups_persontie": KEEP,
    "groups_persontierevision": READ,
    "groups_profile": ADD,
    "groups_relation": KEEP,
    "groups_relationrevision": READ,
    "groups_relationsign": KEEP,
    "groups_relationsignrevision": READ,
    "groups_rowdecision": ADD,
    "groups_source": ADD,
    "groups_succession": ADD,
    "gvi_cache": ALL,
    "incidents_contextevent": ALL,
    "incidents_importfile": ALL,
    "incidents_incident": KEEP,
    "incidents_incidentrevision": READ,
    "incidents_savedmapping": ALL,
    "incidents_stagedrow": ALL,
    "incidents_upload": ALL,
    "law_ruleact": ADD,
    "law_ruleversion": READ,
    "log_event": "select, insert (id, workspace_id, member_id, operation, verb, kind, record_id, reason, count)",
    "log_head": ADD,
    "log_logreview": KEEP,
    "log_logreviewadvice": ADD,
    "log_logreviewitem": KEEP,
    "log_seal": NOTHING,
    "mapping_analysisrun": ALL,
    "mapping_audit": KEEP,
    "mapping_auditgroup": KEEP,
    "mapping_auditquestion": KEEP,
    "mapping_frozencounts": ADD,
    "mapping_mostviolent": ADD,
    "mapping_problemanalysis": ADD,
    "mapping_releasedanalysis": ADD,
    "mfa_authenticator": ALL,
    "people_batch": KEEP,
    "people_batchrow": ALL,
    "people_erasuredecision": ADD,
    "people_erasureprotocol": READ,
    "people_extractrequest": KEEP,
    "people_officer": "select, insert, delete",
    "people_pair": KEEP,
    "people_person": KEEP,
    "people_personreview": ADD,
    "people_personrevision": READ,
    "people_personrole": KEEP,
    "people_personrolerevision": READ,
    "people_retentionrun": READ,
    "people_statement": KEEP,
    "people_statementrevision": READ,
    "people_tombstone": NOTHING,
    "pghistory_context": NOTHING,
    "procrastinate_events": ALL,
    "procrastinate_jobs": ALL,
    "procrastinate_periodic_defers": ALL,
    "procrastinate_workers": ALL,
    "review_acutestep": KEEP,
    "review_answerverdict": ADD,
    "review_judgement": ADD,
    "review_judgementside": ADD,
    "review_meeting": KEEP,
    "review_meeting_present": ALL,
    "review_monthfigures": ADD,
    "review_policeminutes": ADD,
    "review_quickreview": ADD,
    "review_release": ADD,
    "review_sealedtask": KEEP,
    "review_sealedtaskrevision": READ,
    "review_task": KEEP,
    "review_taskrevision": READ,
    "socialaccount_socialaccount": ALL,
    "socialaccount_socialapp": READ,
    "socialaccount_socialtoken": ALL,
    "studies_extract": ADD,
    "studies_panelfile": ADD,
    "studies_planlock": ADD,
    "studies_planversion": ADD,
    "studies_releasedsentence": ADD,
    "studies_study": KEEP,
    "studies_studyreport": ADD,
    "studies_studyrun": KEEP,
    "studies_wedgerun": KEEP,
    "talks_attempt": ADD,
    "talks_groupband": ADD,
    "talks_quarter": ADD,
    "talks_safetycheck": ADD,
    "talks_talk": KEEP,
    "talks_talkletter": KEEP,
    "talks_talkrevision": READ,
    "talks_team": KEEP,
    "workspaces_area": KEEP,
    "workspaces_deputyship": ALL,
    "workspaces_devicereset": KEEP,
    "workspaces_grant": KEEP,
    "workspaces_handover": ADD,
    "workspaces_holiday": ALL,
    "workspaces_member": KEEP,
    "workspaces_onetimelink": KEEP,
    "workspaces_programme": KEEP,
    "workspaces_recordpart": KEEP,
    "workspaces_recordrequest": KEEP,
    "workspaces_switch": ADD,
    "workspaces_user": KEEP,
    "workspaces_workspace": KEEP,
}

EXISTING = """
    select c.relname, c.relkind from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p', 'v', 'S')
"""


def apply_privileges(connection: BaseDatabaseWrapper) -> list[str]:
    """Give ``gvi_app`` exactly what the list says; return the tables that the list does not know."""
    with connection.cursor() as cursor:
        cursor.execute(EXISTING)
        found = [(name, kind) for name, kind in cursor.fetchall()]
        cursor.execute("grant usage on schema public to gvi_app, gvi_backup")
        cursor.execute("revoke all on all tables in schema public from gvi_app")
        cursor.execute("grant select on all tables in schema public to gvi_backup")
        cursor.execute("grant usage, select on all sequences in schema public to gvi_app, gvi_backup")
        for name, kind in found:
            if kind != "S" and TABLES.get(name):
                cursor.execute(f'grant {TABLES[name]} on "{name}" to gvi_app')
    return sorted(name for name, kind in found if kind != "S" and name not in TABLES)
