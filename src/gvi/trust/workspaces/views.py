"""One's own account: which room and roles, what one may do and until when, language and sign-in."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gvi.trust.workspaces.inside import own_member
from gvi.trust.workspaces.models import Member
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.queries import deputies_of, grants_of, stands_in_for
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import show
from gvi.trust.workspaces.words import in_words


@page(Right.OWN_ACCOUNT)
@require_safe
def settings_home(request: RoomRequest) -> HttpResponse:
    """What I may do here, and until when."""
    today = timezone.localdate()
    member = Member.objects.get(pk=own_member(request.actor))
    context = {
        "member": member,
        "email": request.user.email,
        "has_password": request.user.has_usable_password(),
        "grants": grants_of(member, day=today),
        "deputies": deputies_of(member, day=today),
        "stands_in_for": stands_in_for(member.pk, day=today),
        "rights": in_words(request.actor.rights),
    }
    return show(request, "settings.html", context)
