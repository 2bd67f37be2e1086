"""Words for what the log says in codes: the flow's name, the kind of record, and where a record is shown."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gvi.trust.workspaces.rights import Right

VERBS: Mapping[str, Promise] = {
    "account.add_second_factor": _("lade till en andra faktor"),
    "account.idle_end": _("loggades ut efter en stunds stillhet"),
    "account.new_recovery_codes": _("skaffade nya reservkoder"),
    "account.remove_second_factor": _("tog bort en andra faktor"),
    "account.sign_in": _("loggade in"),
    "account.sign_in_failed": _("misslyckad inloggning"),
    "account.sign_out": _("loggade ut"),
    "context.add": _("förde in i kontextloggen"),
    "context.change": _("ändrade i kontextloggen"),
    "context.remove": _("tog bort ur kontextloggen"),
    "demo.load": _("läste in den påhittade staden"),
    "desk.home": _("öppnade Läget"),
    "groups.change_state": _("ändrade en grupps läge"),
    "groups.name_group": _("gav en grupp kodnamn"),
    "groups.rename_group": _("bytte en grupps kodnamn"),
    "groups.show_group": _("ändrade hur en grupp visas"),
    "incidents.confirm": _("bekräftade en händelse"),
    "incidents.correct": _("rättade en händelse"),
    "incidents.export": _("hämtade händelser som fil"),
    "incidents.import": _("läste in händelser från fil"),
    "incidents.reopen": _("öppnade en händelse igen"),
    "incidents.report": _("rapporterade en händelse"),
    "incidents.set_waiting": _("satte en händelse att vänta"),
    "incidents.unfound": _("avförde en händelse"),
    "log.export": _("hämtade loggen som fil"),
    "log.fault": _("kontroll av loggen: fel hittat"),
    "log.read": _("läste loggen"),
    "log.verified": _("kontroll av loggen: hel"),
    "review.add_sealed_task": _("gav en förseglad uppgift"),
    "review.add_task": _("gav en uppgift"),
    "review.agenda_pdf": _("hämtade dagordningen"),
    "review.bring_forward_meeting": _("flyttade ett möte till samma dag"),
    "review.cancel_meeting": _("ställde in ett möte"),
    "review.close_meeting": _("avslutade ett möte"),
    "review.complete_task": _("klarmarkerade en uppgift"),
    "review.drop_task": _("strök en uppgift"),
    "review.judge": _("bedömde en händelse"),
    "review.move_due": _("flyttade fram en uppgift"),
    "review.open_meeting": _("öppnade ett möte"),
    "review.plan_meeting": _("planerade ett möte"),
    "review.quick_review": _("gjorde en snabb bedömning"),
    "review.read_acute_plan": _("läste en akut plan"),
    "review.read_counts": _("läste bedömningarnas siffror"),
    "review.read_joint_minutes": _("hämtade gemensamma minnesanteckningar"),
    "review.read_judgements": _("läste bedömningar"),
    "review.read_police_minutes": _("hämtade polisens minnesanteckningar"),
    "review.read_quick_reviews": _("läste snabba bedömningar"),
    "review.read_task": _("läste en förseglad uppgift"),
    "review.read_tasks": _("läste en lista med förseglade uppgifter"),
    "review.release_figures": _("lämnade siffror till samverkan"),
    "review.release_task": _("lämnade en uppgift till samverkan"),
    "review.start_acute_plan": _("startade en akut plan"),
    "review.tick_step": _("bockade av ett steg i en akut plan"),
    "review.write_police_minutes": _("skrev polisens minnesanteckningar"),
    "workspaces.approve_device_reset": _("godkände byte av andra faktor"),
    "workspaces.approve_grant": _("godkände en roll som andra person"),
    "workspaces.choose_language": _("valde språk"),
    "workspaces.choose_password": _("valde lösenord"),
    "workspaces.drop_holiday": _("tog bort en mötesfri dag"),
    "workspaces.end_deputyship": _("avslutade en ersättare"),
    "workspaces.end_grant": _("avslutade en roll"),
    "workspaces.found_programme": _("grundade programmet"),
    "workspaces.grant_role": _("gav en roll"),
    "workspaces.hand_out_password_link": _("lämnade ut en länk för nytt lösenord"),
    "workspaces.hand_over": _("lämnade över arbetet efter någon som slutar"),
    "workspaces.invite": _("bjöd in en medlem"),
    "workspaces.keep_holiday": _("lade in en mötesfri dag"),
    "workspaces.name_area": _("gav ett område namn"),
    "workspaces.name_deputy": _("utsåg en ersättare"),
    "workspaces.open_room": _("öppnade en arbetsyta"),
    "workspaces.renew_invitation": _("förnyade en inbjudan"),
    "workspaces.request_device_reset": _("begärde byte av andra faktor"),
    "workspaces.set_programme": _("ändrade programmets uppgifter"),
    "workspaces.switch_room": _("slog på eller av arbetsytan"),
    "status.400": _("begäran gick inte att förstå"),
    "status.403": _("nekades utan roll"),
    "status.404": _("nekades: finns inte, eller inte för den här rollen"),
    "status.409": _("nekades: går inte nu"),
    "status.500": _("sidan gick sönder, inget sparades"),
}

KINDS: Mapping[str, Promise] = {
    "account": _("konto"),
    "acute_step": _("steg i akut plan"),
    "agenda": _("dagordning"),
    "area": _("område"),
    "city": _("påhittad stad"),
    "context": _("rad i kontextloggen"),
    "deputyship": _("ersättare"),
    "figures": _("siffror"),
    "grant": _("roll"),
    "group": _("grupp"),
    "holiday": _("mötesfri dag"),
    "import": _("inläst fil"),
    "incident": _("händelse"),
    "judgement": _("bedömning"),
    "log": _("logg"),
    "meeting": _("möte"),
    "member": _("medlem"),
    "programme": _("program"),
    "sealed_task": _("förseglad uppgift"),
    "switch": _("beslut om på eller av"),
    "task": _("uppgift"),
    "workspace": _("arbetsyta"),
}

PAGES: Mapping[str, tuple[str, Right]] = {
    "incident": ("incidents:detail", Right.READ_INCIDENTS),
    "group": ("groups:detail", Right.READ_GROUPS),
    "meeting": ("review:meeting", Right.READ_MEETINGS),
    "task": ("review:task", Right.READ_MEETINGS),
}


def verb_words(verb: str) -> str:
    """What was done, in words; the code itself for a flow that is no longer there."""
    return str(VERBS.get(verb, verb))


def kind_words(kind: str) -> str:
    """The kind of record in words; a denied page's route stands as it is."""
    return str(KINDS.get(kind, kind))
