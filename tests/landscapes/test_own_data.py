"""Own data: what is read from a file and what is refused, and that a table kept is found as it was."""

import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from landscapes import LANDSCAPES
from landscapes.own_data import GridError, adopt, keep, keeping, read_grid, surface_of

TABLE = np.arange(80.0).reshape(8, 10) ** 1.5


def npy(values, version=(1, 0)):
    stream = io.BytesIO()
    np.lib.format.write_array(stream, values, version=version)
    return stream.getvalue()


def csv(values, sign=",", comma="."):
    return "\n".join(sign.join(repr(float(v)).replace(".", comma) for v in row) for row in values).encode()


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setenv("DESCENT_SURFACES", str(tmp_path))
    keeping._read.cache_clear()
    return tmp_path


@pytest.mark.parametrize("kind", ["<f8", ">f8", "<f4", ">f2", "|i1", "|u1", "<i2", ">u4", "<i8", "<u8"])
@pytest.mark.parametrize("order", ["C", "F"])
@pytest.mark.parametrize("version", [(1, 0), (2, 0), (3, 0)])
def test_npy_is_read_as_numpy_wrote_it(kind, order, version):
    values = np.asarray(np.arange(80).reshape(8, 10), np.dtype(kind), order=order)
    assert np.array_equal(read_grid(npy(values, version)), values.astype(float))


@pytest.mark.parametrize(("sign", "comma"), [(",", "."), (";", "."), (";", ","), ("\t", "."), ("\t", ","), (" ", ".")])
@pytest.mark.parametrize("head", [b"", b"a,b\n", b"\xef\xbb\xbf"])
def test_csv_is_read_in_its_usual_forms(sign, comma, head):
    head = head.replace(b",", sign.encode())
    if head.startswith(b"a"):
        head = sign.join("abcdefghij").encode() + b"\r\n"
    assert np.array_equal(read_grid(head + csv(TABLE, sign, comma)), TABLE)


def changed(at, value):
    values = TABLE.copy()
    values[at] = value
    return values


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "The file is empty"),
        (b"\xff\xfe\x00", "UTF-8"),
        (csv(TABLE[:7]), "7 rows and 10 columns"),
        (csv(np.zeros((513, 8))), "513 rows and 8 columns; both must be from 8 to 512"),
        (csv(TABLE) + b"\n1,2", "Row 9 is 2 long, the row above 10"),
        (csv(TABLE).replace(b"1.0", b"one", 1), "Row 1, column 2 is “one”"),
        (csv(TABLE).replace(b"1.0", b"", 1), "Row 1, column 2 is empty"),
        (csv(TABLE).replace(b"1.0", b"0x10", 1), "“0x10”"),
        (csv(TABLE).replace(b"1.0", "١".encode(), 1), "“١”"),
        (csv(changed((2, 3), np.nan)), "Row 3, column 4 is not finite"),
        (npy(changed((2, 3), -np.inf)), "Row 3, column 4 is not finite"),
        (npy(changed((2, 3), 1e101)), "1e+100"),
        (npy(TABLE)[:-1], "639 bytes follow"),
        (npy(TABLE) + b"\0", "641 bytes follow"),
        (npy(TABLE.astype(complex)), "plain table"),
        (npy(TABLE > 3), "plain table"),
        (npy(TABLE.ravel()), "plain table"),
        (npy(TABLE).replace(b"\x01\x00", b"\x04\x00", 1), "format version"),
        # 80 bytes that ask for 29 TiB
        (npy(TABLE)[:128].replace(b"(8, 10)", b"(2000000, 2000000)"), "2,000,000 rows"),
        (npy(TABLE).replace(b"(8, 10), }    ", b"(9999, 9999), }"), "9,999 rows"),
        (npy(TABLE).replace(b"'<f8'", b"'|O8'", 1), "plain table"),
        (npy(TABLE).replace(b"'descr'", b"exit()+", 1), "plain table"),
    ],
)
def test_what_is_no_table_is_told_with_its_place(data, words):
    with pytest.raises(GridError, match=None) as error:
        read_grid(data)
    assert words in str(error.value)


@given(
    st.one_of(
        st.binary(max_size=300), st.binary(max_size=200).map(lambda b: b"\x93NUMPY\1\0" + b), st.text().map(str.encode)
    )
)
def test_any_bytes_are_a_table_or_an_error_in_words(data):
    try:
        values = read_grid(data)
    except GridError:
        return
    assert values.ndim == 2


def test_a_table_kept_is_found_as_it_was(place):
    land = surface_of(TABLE, (-2.0, 1.0), (3.0, 5.0), "  Hills <b>\n of mine ")
    assert land.title == "Hills <b> of mine"
    name = keep(land)
    found = LANDSCAPES[name]
    assert (found.values, found.title, found.start) == (land.values, land.title, land.start)
    assert found.value(-2.0, 3.0) == pytest.approx(TABLE[0, 0], abs=1e-9)
    assert found.value(1.0, 3.0) == pytest.approx(TABLE[0, -1])
    assert found.value(-2.0, 5.0) == pytest.approx(TABLE[-1, 0])
    assert found.window == pytest.approx((-2.0, 1.0, 3.0, 5.0))
    assert LANDSCAPES.keeper(name) == "landscapes.own_data.keeping"


def test_a_file_that_was_changed_is_not_found(place):
    name = keep(surface_of(TABLE, (0.0, 1.0), (0.0, 1.0), "one"))
    other = surface_of(TABLE, (0.0, 1.0), (0.0, 1.0), "two")
    keep(other)
    (place / f"{other.name}.npz").replace(place / f"{name}.npz")
    assert name not in LANDSCAPES
    (place / f"{name}.npz").write_bytes(b"PK")
    assert name not in LANDSCAPES
    assert "data-../../etc/passwd" not in LANDSCAPES


def test_the_oldest_give_way(place, monkeypatch):
    monkeypatch.setattr(keeping, "MOST_KEPT", 2)
    names = [keep(surface_of(TABLE + k, (0.0, 1.0), (0.0, 1.0), "t")) for k in range(3)]
    assert [name in LANDSCAPES for name in names] == [False, True, True]


def test_what_a_file_carries_is_the_same_surface(place):
    land = surface_of(TABLE, (0.0, 1.0), (0.0, 1.0), "carried")
    assert adopt({"title": "carried", "p": list(land.values)}).name == land.name
    for bad in ({}, {"title": "t", "p": "x"}, {"title": "t", "p": [8, 8]}, {"title": "t", "p": [1e300] * 106}):
        with pytest.raises(GridError, match="cannot be read"):
            adopt(bad)
    short, upside = list(land.values)[:-1], [*land.values[:5], -1.0, *land.values[6:]]
    for p in (short, upside, [float("nan") if v == land.values[9] else v for v in land.values]):
        with pytest.raises(GridError, match="cannot be read"):
            adopt({"title": "t", "p": p})


@pytest.mark.parametrize(
    ("x", "y", "words"),
    [
        ((1.0, 1.0), (0.0, 1.0), "x must run"),
        ((0.0, 1.0), (2.0, 1.0), "y must run"),
        ((0.0, float("nan")), (0.0, 1.0), "x must run"),
        ((0.0, 1e7), (0.0, 1.0), "x must run"),
        ((0.0, 21.0), (0.0, 1.0), "21 times as wide"),
        ((0.0, 1.0), (0.0, 21.0), "0.0476 times as wide"),
    ],
)
def test_axes_that_no_map_can_show_are_told(x, y, words):
    with pytest.raises(GridError, match=words):
        surface_of(TABLE, x, y, "t")


def test_a_run_begins_where_the_way_down_ends_inside():
    x, y = np.meshgrid(np.linspace(-2, 2, 41), np.linspace(-2, 2, 41))
    hill_by_the_edge, dent = 9 * np.exp(-8 * ((x - 1.4) ** 2 + (y - 1.4) ** 2)), -3 * np.exp(-2 * (x**2 + y**2))
    land = surface_of(hill_by_the_edge + dent - 0.3 * x, (-2.0, 2.0), (-2.0, 2.0), "t")
    (minimum,) = [at for at in land.minima if np.hypot(*at) < 0.3]
    assert np.abs(land.gradient(*minimum)).max() < 1e-12
    x, y = land.start
    for _ in range(2000):
        gx, gy = land.gradient(x, y)
        x, y = x - 0.01 * gx, y - 0.01 * gy
    assert (x, y) == pytest.approx(tuple(minimum), abs=1e-6)
