"""Where a page's files come from: the release, and the address that shows the same again."""

import csv
from io import StringIO
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from scenarios.version import PRODUCT, RELEASE


def source() -> str:
    """The product, its release and this page's address, with what it shows."""
    seen = urlsplit(st.context.url or "")
    query = urlencode({name: st.query_params.get_all(name) for name in st.query_params}, doseq=True)
    link = urlunsplit((seen.scheme, seen.netloc, seen.path, query, ""))
    return f"{PRODUCT} {RELEASE}, {link}" if seen.netloc else f"{PRODUCT} {RELEASE}"


def with_source(table: str, origin: str) -> str:
    """A CSV with one more column, which says in its first row where the numbers come from: a comment above them would
    break most readers."""
    rows, out = list(csv.reader(StringIO(table))), StringIO()
    if len(rows) < 2:
        return table
    write = csv.writer(out, lineterminator="\n").writerow
    write([*rows[0], "source"])
    write([*rows[1], origin])
    for row in rows[2:]:
        write([*row, ""])
    return out.getvalue()
