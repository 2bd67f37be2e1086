"""Routes of the review."""

from django.urls import path

from gvi.steps.review.views import answers, incident, meetings, quick, releases, tasks

app_name = "review"
urlpatterns = [
    path("", meetings.home, name="home"),
    path("forbered/", meetings.prepare, name="prepare"),
    path("forbered/dagordning.pdf", meetings.agenda_pdf, name="agenda_pdf"),
    path("moten/nytt/", meetings.plan_meeting, name="plan_meeting"),
    path("moten/<uuid:meeting_id>/", meetings.meeting, name="meeting"),
    path("moten/<uuid:meeting_id>/oppna/", meetings.open_meeting, name="open_meeting"),
    path("moten/<uuid:meeting_id>/i-dag/", meetings.hold_today, name="hold_today"),
    path("moten/<uuid:meeting_id>/avsluta/", meetings.close_meeting, name="close_meeting"),
    path("moten/<uuid:meeting_id>/stall-in/", meetings.cancel_meeting, name="cancel_meeting"),
    path("moten/<uuid:meeting_id>/gemensamma.pdf", meetings.joint_minutes, name="joint_minutes"),
    path("moten/<uuid:meeting_id>/polisens.pdf", meetings.police_minutes, name="police_minutes"),
    path("moten/<uuid:meeting_id>/polisens/", meetings.write_police_minutes, name="write_police_minutes"),
    path("handelser/", incident.walk, name="walk"),
    path("handelser/<uuid:incident_id>/", incident.incident, name="incident"),
    path("handelser/<uuid:incident_id>/bedom/", incident.judge, name="judge"),
    path("handelser/<uuid:incident_id>/svar/", answers.answer, name="answer"),
    path("handelser/<uuid:incident_id>/snabb/", quick.quick_review, name="quick_review"),
    path("handelser/<uuid:incident_id>/akut/", quick.acute, name="acute"),
    path("handelser/<uuid:incident_id>/akut/starta/", quick.start_acute, name="start_acute"),
    path("akut/<uuid:step_id>/klar/", quick.tick_step, name="tick_step"),
    path("snabb/", quick.quick_list, name="quick_list"),
    path("uppgifter/", tasks.task_list, name="tasks"),
    path("uppgifter/ny/", tasks.add_task, name="add_task"),
    path("uppgifter/<uuid:task_id>/", tasks.task, name="task"),
    path("uppgifter/<uuid:task_id>/klar/", tasks.complete_task, name="complete_task"),
    path("uppgifter/<uuid:task_id>/stryk/", tasks.drop_task, name="drop_task"),
    path("uppgifter/<uuid:task_id>/flytta/", tasks.move_due, name="move_due"),
    path("polisens-uppgifter/<uuid:task_id>/", tasks.sealed_task, name="sealed_task"),
    path("polisens-uppgifter/<uuid:task_id>/klar/", tasks.sealed_complete, name="sealed_complete_task"),
    path("polisens-uppgifter/<uuid:task_id>/stryk/", tasks.sealed_drop, name="sealed_drop_task"),
    path("polisens-uppgifter/<uuid:task_id>/flytta/", tasks.sealed_move, name="sealed_move_due"),
    path("polisens-uppgifter/<uuid:task_id>/lamna/", releases.release_task, name="release_task"),
    path("siffror/", releases.figures, name="figures"),
    path("siffror/lamna/", releases.release_figures, name="release_figures"),
]
