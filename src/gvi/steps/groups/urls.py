"""Routes of groups."""

from django.urls import path

from gvi.steps.groups.views import endings, group, joint, memberships, profile, relations, sources, ties

app_name = "groups"
urlpatterns = [
    path("", joint.group_list, name="list"),
    path("ny/", joint.name, name="name"),
    path("medlemskap/", memberships.memberships, name="memberships"),
    path("medlemskap/nytt/", memberships.propose_membership, name="propose_membership"),
    path(
        "medlemskap/<uuid:membership_id>/bekrafta/", memberships.confirm_membership, name="confirm_membership"
    ),
    path("medlemskap/<uuid:membership_id>/omprova/", memberships.review_membership, name="review_membership"),
    path("medlemskap/<uuid:membership_id>/avsluta/", memberships.end_membership, name="end_membership"),
    path("personer/<uuid:person_id>/handelse/", ties.add_involvement, name="add_involvement"),
    path("handelser/<uuid:involvement_id>/", ties.withdraw_involvement, name="withdraw_involvement"),
    path("personer/<uuid:person_id>/samrore/", ties.add_tie, name="add_tie"),
    path("samrore/<uuid:tie_id>/", ties.withdraw_tie, name="withdraw_tie"),
    path("kallor/", sources.sources, name="sources"),
    path("kallor/ny/", sources.add_source, name="add_source"),
    path("relationer/", relations.relations, name="relations"),
    path("relationer/ny/", relations.add_relation, name="add_relation"),
    path("relationer/<uuid:relation_id>/", relations.relation, name="relation"),
    path("relationer/<uuid:relation_id>/tecken/", relations.sign, name="sign"),
    path("relationer/<uuid:relation_id>/andra/", relations.change_relation, name="change_relation"),
    path("relationer/<uuid:relation_id>/avsluta/", relations.end_relation, name="end_relation"),
    path("tecken/<uuid:sign_id>/dra-tillbaka/", relations.withdraw_sign, name="withdraw_sign"),
    path("sla-samman/", endings.merge, name="merge"),
    path("<uuid:group_id>/", group.detail, name="detail"),
    path("<uuid:group_id>/profil/", profile.profile, name="profile"),
    path("<uuid:group_id>/dela/", endings.split, name="split"),
    path("<uuid:group_id>/upplos/", endings.dissolve, name="dissolve"),
    path("<uuid:group_id>/namn/", group.rename, name="rename"),
    path("<uuid:group_id>/lage/", group.state, name="state"),
    path("<uuid:group_id>/visning/", group.show, name="show"),
]
