"""A drawing as a picture: its own size, white behind it, and no word of a drawing that fails."""

import pytest

from gvi.trust.documents import DocumentError
from gvi.trust.documents.picture import png, size

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50"><text x="5" y="20">Åsa</text></svg>'


def test_a_drawing_keeps_its_proportions_and_is_the_same_each_time() -> None:
    picture = png(DRAWING, width=1024)
    assert size(picture) == (1024, 524)
    assert picture == png(DRAWING, width=1024)


def test_a_drawing_that_can_not_be_read_is_refused_without_its_words() -> None:
    with pytest.raises(DocumentError) as refused:
        png("<svg Hemlig")
    assert "Hemlig" not in str(refused.value)
