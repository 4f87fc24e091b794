"""What a link hides of the page around the figure."""

from collections.abc import Iterable

import streamlit as st

HIDES = {
    "drawer": '[data-testid="stSidebar"], [data-testid="stExpandSidebarButton"]',
    "pages": '[data-testid="stTopNav"], [data-testid="stExpandSidebarButton"], .st-key-next_page',
    "words": ".st-key-lesson_words",
    "steps": ".st-key-lesson_place",
    "help": ".st-key-lesson_help",
    "teach": ".st-key-lesson_teach",
}


def hide(parts: Iterable[str]) -> None:
    """For this run of the page."""
    if found := [HIDES[part] for part in parts if part in HIDES]:
        st.html(f"<style>{', '.join(found)} {{ display: none !important; }}</style>")
