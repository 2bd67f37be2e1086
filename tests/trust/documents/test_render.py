"""A template that does not become a document says which it was, and never what was to be written in it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

import gvi.steps.review.documents as review_documents
from gvi.trust.documents import DocumentError, render

TEMPLATE = Path(review_documents.__file__).with_name("joint_minutes.typ")
AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def test_missing_data_is_refused_by_the_template_s_name() -> None:
    with pytest.raises(DocumentError, match=r"^joint_minutes\.typ: "):
        render(TEMPLATE, {}, at=AT)


def test_a_fault_does_not_repeat_what_was_to_be_written() -> None:
    with pytest.raises(DocumentError) as caught:
        render(TEMPLATE, {"meeting": {"marking": ["Kanarie Fågelsson"]}}, at=AT)
    assert "Kanarie" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_a_template_outside_the_package_is_not_read(tmp_path: Path) -> None:
    template = tmp_path / "outside.typ"
    template.write_text("= Utanför", encoding="utf-8")
    with pytest.raises(DocumentError, match=r"outside\.typ"):
        render(template, {}, at=AT)
