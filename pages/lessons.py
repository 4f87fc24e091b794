"""Lessons: short courses of steps, each with a picture that is alive, a question or a goal."""

from html import escape

import streamlit as st

from player.address import follow_address, write_address
from player.component import player
from player.figure_message import wait_for_the_book
from player.lesson_draft import DRAFT
from player.lesson_files import beneath, text, to_take_along
from player.lesson_memory import remember
from player.lesson_notes import notes
from player.lesson_online import picture, settings
from player.lesson_papers import in_papers
from player.lesson_state import lesson_state
from player.lesson_teach import teach
from player.lesson_trained import curves
from player.lesson_view import contents, goal, onward, other_page, place, question, words
from player.lesson_windows import present, turning
from player.link_view import hide
from player.page import begin, end, tell

LEAD = "Say first what will happen, then watch it. Each lesson opens a picture that is alive."

state = lesson_state()
follow_address(state)
lesson = state.lesson
if lesson and state.at.window:
    write_address(state)
    {"presenter": present, "notes": notes}[state.at.window](state, lesson)
    st.stop()
hide(state.at.hide)
begin(lesson.title if lesson else "Lessons", escape(lesson.idea) if lesson else LEAD)
write_address(state)
tell(state.notices)

if lesson is None:
    contents(state)
    beneath(state)
else:
    with st.container(horizontal=True, vertical_alignment="center"):
        place(state, lesson)
        teach(state, lesson)
    turning(state, lesson)
    shown = bool(state.step.scenario)
    trains = bool(state.step.page and state.step.page.trains)
    pictured = shown or (not state.held and (state.step.online or trains))
    whole = st.container(key="wide_lesson")
    if "words" in state.at.hide:  # the picture has the room; what is asked stands above it only while it is awaited
        above, right, below = whole.container(width=720), whole.container(), whole.container(width=720)
        left = above if state.held else below
    else:
        left, right = whole.columns([5, 9] if pictured else [9, 5], gap="large")
    if shown:
        judged = state.judged()
        with right:
            player(state.message(judged), "lesson", state.hear)
    elif state.step.online:
        with right:
            picture(state)
    elif trains:
        with right:
            curves(state)
    with left:
        with st.container(key="lesson_words"):
            words(state)
        if state.step.ask:
            question(state, state.step.ask)
        settings(state)
        goal(state)
        if state.step.page and not state.held:
            other_page(state.step.page)
        if not state.held:
            in_papers(state.step)
        onward(state, lesson, below=True)
        if lesson.name == DRAFT:  # beside the picture that it makes
            text(state)
    if shown and judged is None:
        wait_for_the_book(state.judged)
    to_take_along(lesson)
remember(state)
if lesson is None:
    end("Lessons")
