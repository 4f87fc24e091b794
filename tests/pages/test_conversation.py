"""What a browser and a server say to each other about the explorer: over a real websocket, through a server that is
killed and started again."""

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Navigation_pb2 import Navigation
from websockets.sync.client import ClientConnection, connect

from browser.served import built
from scenarios import encode, opening
from tests.pages.serving import PATIENCE, Server

POLL = 0.4


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    started = Server()
    yield started
    started.kill()


class Browser:
    """Sends what a browser sends, and keeps what the figure was sent last."""

    def __init__(self, server: Server, query: str = "") -> None:
        self.socket: ClientConnection = connect(
            f"ws://127.0.0.1:{server.port}/_stcore/stream", subprotocols=["streamlit"], max_size=None
        )
        self.query = query
        self.heard: list[Any] = []
        self.component = ""
        self.fragment = ""

    def ask(self, event: dict[str, Any] | None = None, component: str = "") -> None:
        """Have the page run, with an event of the figure if there is one."""
        message = BackMsg()
        message.rerun_script.query_string = self.query
        if event:
            trigger = message.rerun_script.widget_states.widgets.add()
            trigger.id = f"$$STREAMLIT_INTERNAL_KEY_{component or self.component}__events"
            trigger.json_trigger_value = json.dumps([{"event": "event", "value": event}])
        self.socket.send(message.SerializeToString())

    def poll(self) -> None:
        """Run the fragment that asked to be run every so often, as a browser does."""
        if self.fragment:
            message = BackMsg()
            message.rerun_script.query_string = self.query
            message.rerun_script.fragment_id = self.fragment
            message.rerun_script.is_auto_rerun = True
            self.socket.send(message.SerializeToString())

    def until(self, told: Any) -> Any:
        """The first message to the figure for which told(message) is true."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                received = self.socket.recv(POLL)
            except TimeoutError:
                self.poll()
                continue
            message = ForwardMsg()
            message.ParseFromString(received)
            kind = message.WhichOneof("type")
            if kind == "auto_rerun":
                self.fragment = message.auto_rerun.fragment_id
            elif kind == "page_info_changed":
                self.query = message.page_info_changed.query_string
            elif kind == "delta" and message.delta.new_element.WhichOneof("type") == "bidi_component":
                component = message.delta.new_element.bidi_component
                data = json.loads(component.json)
                if "scenario" not in data:
                    continue  # the shelf's
                self.component = component.id
                self.heard.append(data)
                if told(self.heard[-1]):
                    return self.heard[-1]
        raise TimeoutError("The server did not say that.")


def gesture(n: int, **fields: Any) -> dict[str, Any]:
    value = opening("bowl").model_dump(mode="json") | fields
    return {"n": n, "kind": "scenario", "why": "start", "value": value}


def test_a_bare_address_is_answered_at_once_and_judged_when_the_kernels_are_there(server):
    browser = Browser(server)
    browser.ask()
    first = browser.until(lambda message: True)
    assert first["scenario"] == opening("himmelblau").model_dump(mode="json")
    assert first["link"] == ""
    assert first["version"] == built()[1]
    judged = browser.until(lambda message: message["book"])
    assert len(judged["book"]["outcomes"]) == 6
    made = {"book", "waits"}
    assert {k: v for k, v in judged.items() if k not in made} == {k: v for k, v in first.items() if k not in made}


def test_a_gesture_is_answered_by_its_number_and_stands_in_the_address(server):
    browser = Browser(server)
    browser.ask()
    browser.until(lambda message: True)
    browser.ask(gesture(1, start=[0.5, 0.25]))
    answer = browser.until(lambda message: message["n"] == 1 and message["book"])
    assert answer["scenario"]["start"] == [0.5, 0.25]
    assert browser.query == answer["link"] == f"s={encode(opening('bowl').model_copy(update={'start': (0.5, 0.25)}))}"


@pytest.mark.parametrize("surface", ["himmelblau", "ripple"])
def test_after_a_new_start_of_the_server_the_next_event_is_answered(server, surface):
    """The event may be the first thing that the new server hears of the session, at a bare address too."""
    before = Browser(server, "" if surface == "himmelblau" else f"s={encode(opening(surface))}")
    before.ask()
    old = before.until(lambda message: message["book"])
    assert old["scenario"]["surface"] == surface
    server.kill()
    server.start()
    again = Browser(server, before.query)
    event = gesture(7, start=[0.125, 0.25])
    for _ in range(2):  # the very first visit to a server runs the page once more, and loses what came with it
        again.ask(event, before.component)
        heard = again.until(lambda message: True)
        if heard["n"] == 7:
            break
    answer = heard if heard["n"] == 7 and heard["book"] else again.until(lambda m: m["n"] == 7 and m["book"])
    assert answer["scenario"]["start"] == [0.125, 0.25]
    assert answer["session"] != old["session"]


def test_the_very_first_visit_to_a_server_sees_no_list_of_files(server):
    """Until app.py has set up the header, Streamlit makes pages of the folder pages/: their list is not shown."""
    server.kill()
    server.start()
    browser = Browser(server)
    asked = BackMsg()
    asked.rerun_script.page_name = "papers"
    browser.socket.send(asked.SerializeToString())
    told = ForwardMsg()
    while told.WhichOneof("type") != "navigation":
        told.ParseFromString(browser.socket.recv(PATIENCE))
    assert told.navigation.position != Navigation.Position.SIDEBAR
