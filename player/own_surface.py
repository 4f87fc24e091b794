"""The reader's own table as a surface: which file, where its axes run, which of its rows is the top."""

from pathlib import PurePath

import streamlit as st

from dynamics.words import number
from landscapes.landscape import FARTHEST
from landscapes.own_data import GridError, keep, read_grid, surface_of
from landscapes.own_data.reading import FEWEST, MOST
from player.explore_state import ExploreState
from player.words import plain
from scenarios.opening import opening

LARGEST_FILE = 8  # MB
ROWS = ("the top, where y is largest", "the bottom, where y is smallest")


def own_surface(state: ExploreState) -> None:
    """Reads a table and opens it in the explorer. What is wrong with it is said, and changes nothing."""
    st.subheader("Your own surface", anchor=False)
    file = st.file_uploader(
        f"A table, {FEWEST} to {MOST} numbers a side, as CSV or NPY",
        type=["csv", "txt", "npy"],
        key="own_file",
        max_upload_size=LARGEST_FILE,
    )
    if file is None:
        return
    try:
        values = read_grid(file.getvalue())
        rows, columns = values.shape
        st.caption(f"{rows:,} rows, {columns:,} columns; values from {number(values.min())} to {number(values.max())}.")
        title = st.text_input("Title", PurePath(file.name).stem, key="own_title")
        wide = (columns - 1) / (rows - 1)
        x = _ends("x", -wide, wide)
        y = _ends("y", -1.0, 1.0)
        top = st.radio("The first row is", ROWS, key="own_rows") == ROWS[0]
        if st.button("Show this surface", key="own_show", width="stretch"):
            surface = surface_of(values[::-1] if top else values, x, y, title)
            keep(surface)
            state.take(opening(surface.name), [])
            st.rerun()
    except GridError as error:
        st.caption(f":material/info: {plain(str(error))}")
    except OSError as error:
        st.caption(f":material/info: {plain(f'It could not be kept on this machine: {error.strerror}.')}")
    st.caption(
        "A bicubic spline is laid through the values. A link to it works on this machine; the JSON and HTML files of"
        " the Share menu carry the table with them."
    )


def _ends(name: str, low: float, high: float) -> tuple[float, float]:
    left, right = st.columns(2)
    first = left.number_input(f"{name} from", -FARTHEST, FARTHEST, low, format="%.6g", key=f"own_{name}_low")
    last = right.number_input(f"{name} to", -FARTHEST, FARTHEST, high, format="%.6g", key=f"own_{name}_high")
    return float(first), float(last)
