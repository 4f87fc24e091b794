"""A lesson on the page: where one is in it, its words, its question, its goal."""

from contextlib import nullcontext

import streamlit as st

from dynamics.words import count
from lessons import Ask, Lesson, shelf
from lessons.answers import how_near, is_right, spoken, spoken_answer, truth
from lessons.elsewhere import Elsewhere
from lessons.glossary import GLOSSARY
from lessons.prose import filled, terms
from lessons.quantities import about
from player.lesson_state import LessonState
from player.memory import settle
from player.page_promises import PROMISES
from player.words import plain


def contents(state: LessonState) -> None:
    """All lessons, each with its idea and how far the reader is in it."""
    known, by_level = shelf(), dict[str, list[Lesson]]()
    for lesson in state.known.values():
        by_level.setdefault(lesson.level, []).append(lesson)
    for level, lessons in by_level.items():
        with st.container(key=f"lesson_level_{list(by_level).index(level)}"):
            st.subheader(plain(level[:1].upper() + level[1:]) or "More", anchor=False)
            for lesson in lessons:
                _entry(state, lesson)
    for file, error in known.broken.items():
        st.caption(f":material/error: {plain(file)} cannot be read. {plain(error)}")


def _entry(state: LessonState, lesson: Lesson) -> None:
    """A lesson of the list."""
    at, (done, all_) = state.work.at.get(lesson.name, 1), state.work.done(lesson)
    with st.container(key=f"lesson_{lesson.name}", gap=None):
        st.button(
            lesson.title, key=f"open_{lesson.name}", type="tertiary", on_click=state.resume, args=(lesson.name, at)
        )
        begun = f" **{done} of its {all_} questions and goals done; goes on at step {at}.**"
        told = f"{lesson.idea} {lesson.minutes} minutes, {count(len(lesson.steps))}."
        st.caption(f"{told}{begun if done or at > 1 else ''}")


def place(state: LessonState, lesson: Lesson) -> None:
    """Back, the step among all, next."""
    last, at = len(lesson.steps), min(state.at.step, len(lesson.steps))
    with st.container(horizontal=True, vertical_alignment="center", key="lesson_place"):
        st.button("All lessons", type="tertiary", key="lesson_all", on_click=state.go, args=("",))
        st.button(
            "← Back",
            type="tertiary",
            key="lesson_back",
            disabled=at == 1,
            on_click=state.go,
            args=(lesson.name, at - 1),
        )
        st.caption(f"Step {at} of {last}{'. You were here.' if state.resumed else ''}", width="content")
        if state.resumed:
            st.button("From the beginning", type="tertiary", key="lesson_begin", on_click=state.go, args=(lesson.name,))
        onward(state, lesson)


def onward(state: LessonState, lesson: Lesson, below: bool = False) -> None:
    """The way to the next step, after the last to the next lesson; above the words, and again below them."""
    at, where = state.at.step, "_below" if below else ""
    words, to = "Next →", (lesson.name, at + 1)
    if at >= len(lesson.steps):
        if not (following := state.following):
            return
        words, to = f"Next lesson: {following.title} →", (following.name, 1)
    st.button(words, type="secondary" if below else "tertiary", key=f"lesson_next{where}", on_click=state.go, args=to)


def words(state: LessonState) -> None:
    """The step's prose, and what its terms mean. Numbers of runs that are held back stay back with them."""
    step = state.step
    with st.spinner("Measuring…") if step.page else nullcontext():
        told = filled(step.prose, state.told)
        if step.ask:
            filled(step.ask.text, state.told)  # shown below; measured once
    if step.page and step.page.period:
        settle("what a lesson on orbits needs")
    st.markdown(told)
    if met := terms(step.prose):
        st.caption("  \n".join(f"**{term.lower()}**: {GLOSSARY[term.lower()]}" for term in met))


def other_page(page: Elsewhere) -> None:
    """The way to the page on which the step goes on, with the step's settings."""
    title = page.page.capitalize()
    st.page_link(PROMISES[title].script, label=f"Open {title} with these settings →", query_params=dict(page.query))


def question(state: LessonState, ask: Ask) -> None:
    """The question, or what is answered to the reader's answer."""
    if ask.text:
        st.markdown(f"**{filled(ask.text, state.told)}**")
    if state.answer is None:
        {"choice": _choose, "number": _type, "click": _press}[ask.kind](state, ask)
        return
    right = is_right(ask, state.answer, state.told)
    if ask.kind == "choice":
        sentence = ask.because[int(state.answer)]  # type: ignore[arg-type]
        st.markdown(f"You said “{spoken_answer(ask, state.answer, state.told)}”. {filled(sentence, state.told)}")
        return
    st.markdown(
        f"You said {spoken_answer(ask, state.answer, state.told)}; the run gives {spoken(truth(ask, state.told))}."
        f" {how_near(ask, state.answer, state.told)}{filled(ask.because[not right], state.told)}"
    )


def goal(state: LessonState) -> None:
    """What to reach, whether it is reached, and help."""
    step = state.step
    if not step.goal or state.held:
        return
    reached = state.reached
    if reached:
        st.markdown(f":material/check: **Reached.** {filled(step.reached, about(step, reached))}")
    with st.container(horizontal=True, key="lesson_help", vertical_alignment="center"):
        if step.hint and not reached and st.toggle("Hint", key=f"hint_{state.at.lesson}_{step.name}"):
            st.caption(filled(step.hint, state.told), width="content")
        st.button("Show me", type="tertiary", key="lesson_show", on_click=state.show)
        st.button("Start this step over", type="tertiary", key="lesson_again", on_click=state.again)


def _choose(state: LessonState, ask: Ask) -> None:
    key, words = f"choice_{'_'.join(state.key)}", [filled(each, state.told) for each in ask.choices]
    st.radio(
        "Your answer", range(len(words)), index=None, key=key, label_visibility="collapsed",
        format_func=words.__getitem__, on_change=lambda: state.give(int(st.session_state[key])),
    )  # fmt: skip


def _type(state: LessonState, ask: Ask) -> None:
    _form(state, (f"number_{'_'.join(state.key)}",), ("Your answer",))


def _press(state: LessonState, ask: Ask) -> None:
    with st.expander("Or type the place"):
        _form(state, tuple(f"place_{name}_{'_'.join(state.key)}" for name in "xy"), ("x", "y"))


def _form(state: LessonState, keys: tuple[str, ...], labels: tuple[str, ...]) -> None:
    """Fields whose numbers are an answer together, sent at once: by Enter or the button."""

    def give() -> None:
        given = [st.session_state[key] for key in keys]
        if None not in given:
            state.give((given[0], given[1]) if len(given) == 2 else given[0])

    row = {"horizontal": True, "vertical_alignment": "bottom"}
    with st.form(f"form_{'_'.join(state.key)}", border=False), st.container(**row):  # type: ignore[arg-type]
        for key, label in zip(keys, labels, strict=True):
            st.number_input(label, value=None, format="%.6g", key=key, width=150)
        st.form_submit_button("Answer", on_click=give)
