"""A picture of pay: its size, that it is read on dark and on light, and any values."""

import io
import struct

import pytest

from bot.charts import Panel, drawn

PANEL = Panel(
    title="EUR a year · 5 jobs",
    median="median 60k",
    values=(40e3, 50e3, 60e3, 70e3, 80e3),
    quartiles=(50e3, 60e3, 70e3),
    ticks=((40e3, "40k"), (60e3, "60k"), (80e3, "80k")),
)


def size(png):
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", png[16:24])


def pixels(png):
    """Rows of (red, green, blue, alpha)."""
    from matplotlib.image import imread  # noqa: PLC0415 it is loaded with the first picture

    return imread(io.BytesIO(png), format="png")


@pytest.mark.parametrize("count", [1, 4])
def test_a_picture_is_wide_enough_for_a_phone_and_not_too_long(count):
    width, height = size(drawn([PANEL] * count))

    assert width >= 2 * 400
    assert height <= 2 * width


def test_it_has_a_ground_of_its_own_on_which_its_text_is_read():
    picture = pixels(drawn([PANEL]))

    assert picture[..., 3].min() == 1
    assert picture[0, 0, :3].max() < 0.3
    assert picture[..., :3].min(axis=2).max() > 0.9


@pytest.mark.parametrize("values", [(60e3,) * 5, (1.0, 50e3, 60e3, 70e3, 1e12)])
def test_equal_and_extreme_values_are_drawn_as_well(values):
    extreme = Panel(
        title="x",
        median="y",
        values=values,
        quartiles=(60e3, 60e3, 60e3),
        ticks=PANEL.ticks,
    )

    assert drawn([extreme])


def test_nothing_is_left_of_a_picture_once_it_is_drawn():
    import gc  # noqa: PLC0415 for this test alone

    from matplotlib.figure import Figure  # noqa: PLC0415 it is loaded with the first picture

    drawn([PANEL])
    gc.collect()

    assert not [each for each in gc.get_objects() if isinstance(each, Figure)]
