"""While the server is away the figure can be touched, and says what waits."""

import pytest

from tests.figure.test_figure_gestures import SMALL

# Streamlit's page: its state, and the dialog that it lays over everything
STREAMLIT = """() => {
  const app = document.body.appendChild(document.createElement("div"));
  app.className = "stApp";
  app.dataset.testConnectionState = "CONNECTED";
}"""
STATE = "state => { document.querySelector('.stApp').dataset.testConnectionState = state; }"
DIALOG = """() => {
  const dialog = document.body.appendChild(document.createElement("div"));
  dialog.className = "stDialog";
  dialog.innerHTML = "<button aria-label=Close>×</button>";
  dialog.firstChild.onclick = () => dialog.remove();
}"""
OTHER = """async () => {
  const host = document.body.appendChild(document.createElement("div")), { data } = window.figure;
  const { explorer } = await import("/figure.js"), root = host.attachShadow({ mode: "open" });
  await explorer({ parentElement: root, setTriggerValue() {}, data: { session: "two", n: 0, why: "open",
    notices: ["What was said."], scenario: data.scenario, book: { look: "", outcomes: [] }, link: "", lands: {} } });
  window.figure = host.explorer;
}"""
SAYS = "text => window.figure.q('.notices').textContent.includes(text)"


@pytest.fixture
def within(figure):
    shown = figure(SMALL)
    shown.page.evaluate(STREAMLIT)
    shown.page.evaluate(OTHER)
    shown.page.wait_for_function(SAYS, arg="What was said.")
    return shown.page


def test_the_dialog_is_closed_and_what_waits_is_said_until_the_server_is_back(within):
    within.evaluate(STATE, "PINGING_SERVER")
    within.evaluate(DIALOG)
    within.wait_for_function(SAYS, arg="does not answer")
    assert within.locator(".stDialog").count() == 0
    within.evaluate(STATE, "CONNECTED")
    within.wait_for_function(SAYS, arg="What was said.")


def test_another_dialog_stays(within):
    within.evaluate(DIALOG)
    within.evaluate("() => new Promise(requestAnimationFrame)")
    assert within.locator(".stDialog").count() == 1
    within.evaluate("document.querySelector('.stDialog').remove()")
