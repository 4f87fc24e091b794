"""What stands beneath the list of lessons: the reader's own file, and the reader's work to hand in; and a lesson as a
file."""

from urllib.parse import urlsplit

import streamlit as st

from lessons import Lesson
from lessons.offline import lesson_page
from lessons.reading import EXAMPLE, LONGEST
from player.lesson_draft import DRAFT, Draft
from player.lesson_report import as_html, as_json
from player.lesson_state import LessonState
from player.lesson_work import Work
from player.words import plain

ABOUT = (
    "One Markdown file; the example says beside each line what it is for. Nobody keeps yours: it goes with the last"
    " window that has it open."
)


def beneath(state: LessonState) -> None:
    """Both, closed at first."""
    with st.expander("A lesson of your own", key="lesson_own", on_change="rerun", expanded=bool(state.draft.text)):
        st.caption(ABOUT)
        file = st.file_uploader("Open a lesson's file", type=["md"], key="lesson_file", max_upload_size=1)
        # not by a callback: one that comes while the page is being built knows no file
        if file and st.session_state.get("lesson_file_taken") != file.file_id:
            st.session_state.lesson_file_taken = file.file_id
            write(state, file.getvalue()[: LONGEST * 4].decode("utf-8", "replace"))
        with st.container(horizontal=True, key="lesson_example"):
            if not state.draft.text:
                st.button("Open the example", key="open_example", on_click=_open_example, args=(state,))
            st.download_button(
                "Save the example as a file", EXAMPLE.read_text("utf-8"), "my-lesson.md", "text/markdown",
                on_click="ignore", key="save_example",
            )  # fmt: skip
        if state.draft.text:
            text(state)
            if state.draft.lesson:
                st.button("Open it", key="open_own", on_click=state.go, args=(DRAFT,))
    if state.work.answers or state.work.reached:
        with st.expander("What I did", key="lesson_did", on_change="rerun"):
            name = st.text_input("Your name, for the file", key="lesson_name", max_chars=80, width=320)
            with st.container(horizontal=True):
                st.download_button(
                    "To print (HTML)", lambda: as_html(state, name), "what-i-did.html", "text/html", on_click="ignore"
                )
                st.download_button(
                    "As data (JSON)", lambda: as_json(state, name), "what-i-did.json", "application/json",
                    on_click="ignore",
                )  # fmt: skip
                st.button("Forget all of it", type="tertiary", key="lesson_forget", on_click=_forget, args=(state,))


def text(state: LessonState) -> None:
    """The draft's text to work on, and what is wrong with it, with its line."""

    def take() -> None:
        write(state, st.session_state.lesson_text)

    st.session_state.lesson_text = state.draft.text
    st.text_area("Its text; Ctrl and Enter take it over", key="lesson_text", height=320, on_change=take)
    for error, place in state.draft.places:
        st.markdown(f":material/error: {plain(str(error))}")
        st.code(place, language=None)


def write(state: LessonState, text: str) -> None:
    """A lesson's text, opened or worked on; what another window writes becomes one's own."""
    before, run = state.step.scenario if state.at.lesson == DRAFT else None, state.run
    if not state.writes:
        state.draft, state.writes = Draft(lesson=state.draft.lesson), True
    state.draft.take(text)
    if state.at.lesson == DRAFT:
        state.go(DRAFT, min(state.at.step, len(state.known[DRAFT].steps)))
        state.run = run if before == state.step.scenario else None


def to_take_along(lesson: Lesson) -> None:
    """The lesson as one file without a server."""
    seen = urlsplit(st.context.url or "")
    home = f"{seen.scheme}://{seen.netloc}{seen.path.rpartition('/')[0]}" if seen.netloc else ""
    st.download_button(
        "This lesson as one file", lambda: lesson_page(lesson, home), f"{lesson.name}.html", "text/html",
        type="tertiary", icon=":material/download:", on_click="ignore", key="lesson_along",
        help="HTML that needs no network: its figure computes, what only the app can measure is recorded.",
    )  # fmt: skip


def _open_example(state: LessonState) -> None:
    write(state, EXAMPLE.read_text("utf-8"))
    state.go(DRAFT)


def _forget(state: LessonState) -> None:
    state.work, state.fresh = Work(), False
