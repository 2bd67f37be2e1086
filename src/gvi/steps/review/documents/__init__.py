"""The documents of the review: agenda, joint minutes, and the police's sealed minutes, as accessible PDF.

``data`` says what each holds; the templates lie beside (``*.typ``). docs/reference/documents.md is the same in prose.
"""

from gvi.steps.review.documents.agenda import agenda_pdf
from gvi.steps.review.documents.data import AgendaData, JointMinutes, PoliceMinutesData
from gvi.steps.review.documents.joint import joint_pdf
from gvi.steps.review.documents.police import police_pdf

__all__ = ["AgendaData", "JointMinutes", "PoliceMinutesData", "agenda_pdf", "joint_pdf", "police_pdf"]
