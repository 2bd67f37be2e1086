"""The report's sections, in the order they are read. Each gives its pieces, or nothing."""

from gvi.science.evaluation.report.blocks import Block
from gvi.science.evaluation.report.case import Case
from gvi.science.evaluation.report.sections.chance import chance, power
from gvi.science.evaluation.report.sections.doubt import doubt
from gvi.science.evaluation.report.sections.ending import technical, unknown
from gvi.science.evaluation.report.sections.seen import effects, main
from gvi.science.evaluation.report.sections.study import data, plan, question

SECTIONS = (question, plan, data, main, effects, chance, power, doubt, unknown, technical)


def blocks(case: Case) -> list[Block]:
    """All pieces of the report but its head."""
    return [block for section in SECTIONS for block in section(case)]
