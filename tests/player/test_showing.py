"""Widgets that show what the server holds: its changes and the reader's are told apart."""

from streamlit.testing.v1 import AppTest


def page():
    import streamlit as st

    from player.showing import showing

    st.session_state.setdefault("held", 1.0)
    st.number_input(
        "A number", value=None, **showing("a", st.session_state.held, lambda v: st.session_state.update(held=v))
    )


def test_what_the_reader_types_keeps_its_field():
    test = AppTest.from_function(page).run()
    for value in (2.0, 3.0):
        test.number_input(key="a").set_value(value).run()
        assert test.session_state.held == value
        assert [field.key for field in test.number_input] == ["a"]


def test_what_a_late_browser_still_shows_changes_nothing():
    test = AppTest.from_function(page).run()
    late = test.number_input(key="a")
    test.session_state.held = 5.0
    test.run()
    late.set_value(1.0).run()
    assert test.session_state.held == 5.0
    (field,) = test.number_input
    assert field.value == 5.0
    field.set_value(1.0).run()  # who types it means it
    assert test.session_state.held == 1.0


def test_an_emptied_field_gets_its_value_back():
    test = AppTest.from_function(page).run()
    test.number_input(key="a").set_value(None).run()
    (field,) = test.number_input
    assert (field.value, test.session_state.held) == (1.0, 1.0)
