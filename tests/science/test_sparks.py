"""Small pictures: every point and bar inside the box, whatever the values."""

from hypothesis import given
from hypothesis import strategies as st

from gvi.science.sparks import HEIGHT, WIDTH, columns, parts, points

VALUES = st.lists(st.floats(min_value=0, max_value=1e6), max_size=60)


@given(VALUES)
def test_points_lie_in_the_box(values: list[float]) -> None:
    placed = [tuple(map(float, pair.split(","))) for pair in points(values).split()]
    assert len(placed) == len(values)
    assert all(0 <= x <= WIDTH + 0.01 and 0 <= y <= HEIGHT for x, y in placed)


@given(VALUES)
def test_columns_stand_on_the_floor(values: list[float]) -> None:
    assert all(abs(column.y + column.height - HEIGHT) < 0.02 for column in columns(values))


@given(st.lists(st.tuples(st.floats(min_value=0.1, max_value=1e4), st.just("ink")), min_size=1, max_size=8))
def test_parts_fill_the_width(shares: list[tuple[float, str]]) -> None:
    laid = parts(shares)
    assert abs(laid[-1].x + laid[-1].width - WIDTH) < 0.05


def test_nothing_to_share_gives_no_parts() -> None:
    assert parts([(0, "good"), (0, "bad")]) == []


def test_the_highest_value_reaches_the_top_and_zero_the_bottom() -> None:
    assert points([0, 4]) == "0,19 100,1"
