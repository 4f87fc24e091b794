"""The way from a step to what the papers say of it, each item run again on the page Papers."""

import streamlit as st

from lessons import Step
from papers.contents import slug
from player.page_promises import PROMISES


def in_papers(step: Step) -> None:
    """A link to each item that the step opens."""
    if step.papers:
        with st.container(horizontal=True, vertical_alignment="center", key="lesson_papers"):
            st.caption("In the papers", width="content")
            for name in step.papers:
                label = name.replace(" ", ", ", 1)
                st.page_link(PROMISES["Papers"].script, label=f"{label} →", query_params={"item": slug(name)})
