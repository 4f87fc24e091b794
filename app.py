"""Descent Explorer: the router. `streamlit run app.py`."""

import sys
from pathlib import Path

import streamlit as st

from player.memory import begin_loading, rerun_ended, settle
from player.turns import turn

HERE = Path(__file__).parent
sys.setswitchinterval(0.001)  # seconds: while something compiles, the server still answers

st.set_page_config("Descent Explorer", str(HERE / "docs/icon.png"), layout="wide", initial_sidebar_state="collapsed")
with turn():
    st.html(f"<style>{(HERE / 'pages/page.css').read_text()}</style>")
    page = st.navigation(
        [
            st.Page("pages/explore.py", title="Explore", default=True),
            st.Page("pages/orbits.py", title="Orbits"),
            st.Page("pages/maps.py", title="Maps"),
            st.Page("pages/flats.py", title="Flats"),
            st.Page("pages/recession.py", title="Recession"),
            st.Page("pages/online.py", title="Online"),
            st.Page("pages/noise.py", title="Noise"),
            st.Page("pages/networks.py", title="Networks"),
            st.Page("pages/papers.py", title="Papers"),
            st.Page("pages/lessons.py", title="Lessons"),
            st.Page("pages/reference.py", title="Reference"),
        ],
        position="top",
    )
    st.session_state.returned = st.session_state.get("page") not in (None, page.title)
    st.session_state.page = page.title
    if page.title != "Papers" and "papers_work" in st.session_state:
        st.session_state.papers_work.end()  # who leaves waits for nothing there
    page.run()
begin_loading()  # behind it
settle(page.title)  # what its first run has loaded
rerun_ended()
