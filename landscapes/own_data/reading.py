"""A table of numbers from a file: CSV, or NumPy's NPY. A file is never executed, and never trusted on its size."""

import csv
import re
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

FEWEST, MOST = 8, 512  # values a side
LARGEST = 1e100  # of a value: squares and products of larger ones overflow
LETTERS = 32  # bytes at most that a value takes in a CSV

NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
MAGIC = b"\x93NUMPY"
# NumPy's own reader evaluates the header as Python; only what a plain table needs is understood here
HEADER = re.compile(
    r"\{'descr': '([<>|=]?)([iuf])(\d)', 'fortran_order': (True|False), 'shape': \((\d{1,9}), (\d{1,9})\),? ?\}\s*",
    re.ASCII,
)
SIZES = {"i": "1248", "u": "1248", "f": "248"}  # bytes of whole numbers, with sign and without, and of decimals


class GridError(ValueError):
    """What is wrong with the file, and what would be right: a sentence for the reader."""


def read_grid(data: bytes) -> Array:
    """The values of a file, (rows m, columns n), in its own order; both from 8 to 512. Raises GridError."""
    values = _from_npy(data) if data.startswith(MAGIC) else _from_csv(data)
    if not np.isfinite(values).all():
        row, column = np.argwhere(~np.isfinite(values))[0] + 1
        raise GridError(f"Row {row}, column {column} is not finite. A surface needs a number everywhere.")
    if np.abs(values).max() > LARGEST:
        raise GridError(f"Values may be as large as {LARGEST:g}. Divide the table by a power of ten.")
    return values


def _checked(rows: int, columns: int) -> None:
    if not (FEWEST <= rows <= MOST and FEWEST <= columns <= MOST):
        raise GridError(
            f"The table has {rows:,} rows and {columns:,} columns; both must be from {FEWEST} to {MOST}."
            + (" Leave out rows and columns, or average them." if max(rows, columns) > MOST else "")
        )


def _from_npy(data: bytes) -> Array:
    version = data[6:8]
    if version not in (b"\1\0", b"\2\0", b"\3\0") or len(data) < 12:
        raise GridError("This NPY file has a format version other than 1.0, 2.0 and 3.0. Save it with numpy.save.")
    first = 10 if version == b"\1\0" else 12
    length = int.from_bytes(data[8:first], "little")
    header = HEADER.fullmatch(data[first : first + length].decode("latin-1"))
    if header is None or header[3] not in SIZES[header[2]]:
        raise GridError(
            "This NPY file does not hold a plain table: two dimensions of whole numbers or decimals. Save it with"
            " numpy.save(file, table.astype(float))."
        )
    order, kind, size, by_column, m, n = header.groups()
    rows, columns = int(m), int(n)
    _checked(rows, columns)
    if len(data) - first - length != rows * columns * int(size):
        raise GridError(
            f"This NPY file says that it holds {rows:,} x {columns:,} numbers of {size} bytes, but"
            f" {max(0, len(data) - first - length):,} bytes follow. Save it again."
        )
    flat = np.frombuffer(data, np.dtype(f"{order.replace('|', '')}{kind}{size}"), offset=first + length)
    return flat.reshape((rows, columns), order="F" if by_column == "True" else "C").astype(np.float64)


def _from_csv(data: bytes) -> Array:
    if len(data) > MOST * MOST * LETTERS:
        raise GridError(f"The file has {len(data):,} bytes; a table of {MOST} x {MOST} numbers needs fewer.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise GridError("This is neither an NPY file nor text in UTF-8. Save the table as CSV.") from None
    lines = [line for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip()]
    if not lines:
        raise GridError("The file is empty. It should hold a table of numbers.")
    sign = next((sign for sign in (";", "\t", ",") if sign in text), " ")
    rows = [line.split() for line in lines] if sign == " " else list(csv.reader(lines, delimiter=sign))
    if not any(NUMBER.fullmatch(cell.strip().replace(",", ".")) for cell in rows[0]):
        rows = rows[1:]  # names of the columns
    for k, (above, row) in enumerate(pairwise(rows), 2):
        if len(row) != len(above):
            raise GridError(
                f"Row {k} is {len(row):,} long, the row above {len(above):,}: all rows must be equally long."
            )
    _checked(len(rows), len(rows[0]) if rows else 0)
    comma = sign != "," and not any("." in cell for row in rows for cell in row)  # as decimal sign
    return np.array([[_number(cell, j, k, comma) for k, cell in enumerate(row, 1)] for j, row in enumerate(rows, 1)])


def _number(cell: str, row: int, column: int, comma: bool) -> float:
    text = cell.strip()
    plain = text.replace(",", ".") if comma else text
    if text.lower().lstrip("+-") in ("nan", "inf", "infinity"):
        return float("nan")  # told with its place
    if not NUMBER.fullmatch(plain):
        shown = f"“{text[:20]}”" if text else "empty"
        raise GridError(f"Row {row}, column {column} is {shown}, which is no number.")
    return float(plain)
