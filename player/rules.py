"""The rules as they run: formula, source, conventions and code of what is on screen, on demand."""

import inspect
from textwrap import dedent

import streamlit as st

from dynamics import Optimizer
from engines.formula import Formula
from landscapes import Landscape
from landscapes.typed.surface import MARK
from scenarios.scenario import Scenario


def rules(scenario: Scenario) -> None:
    """An expander with the surface and each optimizer of the scenario."""
    sheet = st.expander("The formulas, and the code that runs", key="rules", on_change="rerun")
    if not sheet.open:
        return
    with sheet:
        surface_sheet(scenario.landscape)
        for name in dict.fromkeys(c.optimizer for c in scenario.contenders):
            optimizer_sheet(next(c.configured for c in scenario.contenders if c.optimizer == name))


def surface_sheet(land: Landscape) -> None:
    st.header(land.title, anchor=False)
    st.latex(land.latex)
    if land.name.startswith(MARK):
        st.code(land.name.removeprefix(MARK), language=None)
        st.caption("Its derivatives are made from this text, operation by operation.")
        return
    st.caption(f"Source: {land.source}")
    written = [f for f in (land.f, land.grad, land.hess) if not isinstance(f, Formula)]
    st.code(code(*written), language="python")
    if len(written) < 3:
        st.caption(
            f"{'Its derivatives are' if len(written) == 1 else 'The other derivative is'} made from these lines."
        )


def optimizer_sheet(optimizer: Optimizer) -> None:
    st.header(optimizer.title, anchor=False)
    st.markdown(optimizer.summary)
    st.latex(optimizer.formula)
    hats = " A hat: the average divided by the weight it has gathered, 1 − βᵗ." if r"\hat" in optimizer.formula else ""
    st.caption(f"Source: {optimizer.source}. {optimizer.conventions}{hats}")
    if optimizer.name.startswith(MARK):
        st.code(optimizer.name.removeprefix(MARK), language=None)
    else:
        st.code(code(optimizer.rule), language="python")


def code(*functions: object) -> str:
    """The source of some functions, one after the other."""
    return "\n".join(dedent(inspect.getsource(f)) for f in functions)  # type: ignore[arg-type]
