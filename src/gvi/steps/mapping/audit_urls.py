"""Routes of the audit session, under ``gruppgenomgangar/``."""

from django.urls import path

from gvi.steps.mapping.views import audit_parts, audits

urlpatterns = [
    path("", audits.audits, name="audits"),
    path("planera/", audits.plan_audit, name="plan_audit"),
    path("<uuid:audit_id>/", audits.audit, name="audit"),
    path("<uuid:audit_id>/oppna/", audits.open_audit, name="open_audit"),
    path("<uuid:audit_id>/stall-in/", audits.cancel_audit, name="cancel_audit"),
    path("<uuid:audit_id>/anteckning/", audits.note_audit, name="note_audit"),
    path("<uuid:audit_id>/godkann/", audits.approve_audit, name="approve_audit"),
    path("<uuid:audit_id>/minnesanteckningar.pdf", audits.audit_pdf, name="audit_pdf"),
    path("<uuid:audit_id>/dagordning.pdf", audits.audit_agenda_pdf, name="audit_agenda"),
    path("<uuid:audit_id>/grupp/<uuid:group_id>/", audit_parts.audit_group, name="audit_group"),
    path("fraga/<uuid:question_id>/", audit_parts.audit_question, name="audit_question"),
    path("fraga/<uuid:question_id>/personer/", audit_parts.audit_persons, name="audit_persons"),
]
