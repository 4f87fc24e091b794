"""Clicks on a Plotly chart. Streamlit reports boxes or clicks, not both at once, and no clicks on fields of colour; so
this listens."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import streamlit as st

SCRIPT = """
export default function ({ data, setTriggerValue }) {
  const listen = () => {
    const chart = document.querySelector(`.st-key-${data} .js-plotly-plot`);
    if (!chart?.on || chart.heard) return;
    chart.heard = true;
    chart.on("plotly_click", ({ points: [p] }) => p && setTriggerValue("click", [p.x, p.y]));
  };
  listen();
  const timer = setInterval(listen, 300);  // Streamlit builds the chart later, and anew now and then
  return () => clearInterval(timer);
}
"""


@lru_cache(maxsize=1)
def _component() -> Any:
    return st.components.v2.component("chart_clicks", js=SCRIPT)


def clicks(container: str, key: str, on_click: Callable[[], None]) -> None:
    """Listen to the chart in the container of that key. `on_click` runs after a click; `clicked(key)` then says
    where."""
    _component()(data=container, key=key, on_click_change=on_click)


def clicked(key: str) -> tuple[float, float] | None:
    """x and y of the point that was just clicked, in the chart's own units; None if there is none."""
    place: Any = st.session_state[key].get("click") if key in st.session_state else None
    try:
        x, y = (float(v) for v in place)
    except (TypeError, ValueError):
        return None
    return x, y
