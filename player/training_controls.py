"""What the reader sets before training: the experiment above the curves, everything else in the drawer."""

from collections.abc import Callable
from typing import Any, get_args

import streamlit as st

from dynamics import OPTIMIZERS
from dynamics.schedules import KINDS
from networks import queue
from networks.experiment import Kind, Name
from networks.presets import PRESETS
from networks.store import RecordError
from player.trainer import MOST_SEEDS, Trainer

TITLES = {
    "logistic": "Logistic regression", "mlp": "Multilayer perceptron", "vae": "Variational autoencoder", "vgg11": "VGG11", "vgg16": "VGG16",
    "resnet18": "ResNet18", "resnet34": "ResNet34", "densenet53": "DenseNet53",
    "digits": "Digits (8 × 8, comes with the app)", "mnist": "MNIST (downloaded once, 11 MB)",
    "cifar10": "CIFAR-10 (downloaded once, 170 MB)", "synthetic": "Synthetic noise, for speed tests",
}  # fmt: skip
SETTINGS = {False: "Laptop", True: "Paper"}


def bound(trainer: Trainer, name: str, value: Any, read: Callable[[Any], Any] = lambda given: given) -> dict[str, Any]:
    """A widget's key and callback: it shows the trainer's value, and changes the trainer. `read` turns what is typed into a value; it may
    raise ValueError."""
    key = f"train_{name}"
    st.session_state[key] = value

    def change() -> None:
        try:
            trainer.set(name, read(st.session_state[key]))
        except ValueError as error:
            trainer.notice = str(error)

    return {"key": key, "on_change": change}


def row(t: Trainer) -> None:
    """Four controls above the curves."""
    left, middle, right, end = st.columns([5, 4, 2, 2], vertical_alignment="bottom")
    st.session_state.train_name = t.name
    left.selectbox(
        "Experiment", list(PRESETS), key="train_name", format_func=lambda name: PRESETS[name].title,
        on_change=lambda: t.choose(st.session_state.train_name),
    )  # fmt: skip
    middle.segmented_control(
        "Setting", list(SETTINGS), format_func=SETTINGS.__getitem__, required=True, width="stretch", **bound(t, "whole", t.whole, bool)
    )
    seeds = t.seeds or len(t.preset.full_seeds if t.whole else t.preset.seeds)
    right.number_input(
        "Seeds", 1, MOST_SEEDS, help="Runs of each setting that differ only in their random numbers.", **bound(t, "seeds", seeds)
    )
    end.button("Train", on_click=t.launch, width="stretch", key="train_go")


def drawer(t: Trainer) -> None:
    """Optimizers and rates, network and data, and where it runs."""
    first = t.experiments[0]
    titled: dict[str, Any] = {"format_func": lambda name: OPTIMIZERS[name].title}
    there = list(dict.fromkeys(e.optimizer.optimizer for e in t.experiments))
    st.multiselect("Optimizers", list(OPTIMIZERS), **titled, **bound(t, "optimizers", there, _some))
    rates = ", ".join(f"{rate:g}" for rate in t.rates)
    st.text_input(
        "Learning rates", placeholder=_own_rates(t), help="Several, as in 0.1, 0.01, are a sweep.", **bound(t, "rates", rates, _rates)
    )
    st.selectbox("Schedule", list(KINDS), **bound(t, "timetable.kind", first.timetable.kind))
    st.number_input("Epochs", 1, None, value=None, **bound(t, "epochs", first.epochs, _given("Epochs are a whole number from 1.")))
    batch = bound(t, "batch", first.batch, lambda given: given or None)
    st.number_input(
        "Batch", 0, None, value=None, placeholder="all examples", help="Emptied: the whole training set in every update.", **batch
    )
    st.subheader("Network", anchor=False)
    st.selectbox("Kind", get_args(Kind), format_func=TITLES.__getitem__, **bound(t, "model.kind", first.model.kind))
    if first.model.kind == "mlp":
        st.text_input(
            "Hidden units",
            help="Of each layer, as in 100, 50.",
            **bound(t, "model.hidden", ", ".join(map(str, first.model.hidden)), _sizes),
        )
        st.toggle("Biases", **bound(t, "model.biases", first.model.biases))
    if not first.model.dense:
        width = bound(t, "model.width", first.model.width, _given("The width is a number from 0.01 to 16."))
        st.number_input("Width", 0.01, 16.0, value=None, help="Multiplies the channels: 0.25 is a quarter of them.", **width)
    std = bound(t, "model.initial_std", first.model.initial_std)
    st.number_input(
        "Weights start with", 0.0, 100.0, value=None, format="%g", placeholder="√(2 ∕ inputs)", help="Their standard deviation.", **std
    )
    st.subheader("Data", anchor=False)
    st.selectbox("Set", get_args(Name), format_func=TITLES.__getitem__, **bound(t, "data.name", first.data.name))
    st.toggle("Pixels scaled to 0–1", **bound(t, "data.scaled", first.data.scaled))
    st.toggle("Shifts and mirroring", **bound(t, "data.augment", first.data.augment))
    st.number_input("Only so many examples", 1, None, value=None, placeholder="all", **bound(t, "data.subset", first.data.subset))
    st.subheader("Where it runs", anchor=False)
    _place(t)


def _place(t: Trainer) -> None:
    st.session_state.train_limit = queue.limit()

    def limit() -> None:
        try:
            queue.set_limit(st.session_state.train_limit)
        except RecordError as error:
            t.notice = str(error)

    said = "Trainings share the processor: two at once slow each other down."
    st.number_input("Trainings at once", 1, queue.MOST_AT_ONCE, key="train_limit", on_change=limit, help=said)
    st.text_input(
        "Dask scheduler", placeholder="this machine", help="Such as tcp://host:8786.", **bound(t, "address", t.address, str.strip)
    )


def _own_rates(t: Trainer) -> str:
    own = dict.fromkeys(
        "from the Lipschitz estimate" if e.rate == "lipschitz" else f"{e.optimizer.record.hyper.lr:g}" for e in t.experiments
    )
    return ", ".join(own)


def _given(why: str) -> Callable[[float | None], float]:
    """What is typed, unless the field is emptied: Streamlit would take the least that it allows."""

    def read(typed: float | None) -> float:
        if typed is None:
            raise ValueError(why)
        return typed

    return read


def _some(given: list[str]) -> tuple[str, ...]:
    if not given:
        raise ValueError("Keep at least one optimizer.")
    return tuple(given)


def _rates(text: str) -> tuple[float, ...]:
    try:
        return tuple(float(part) for part in text.replace(";", ",").split(",") if part.strip())
    except ValueError:
        raise ValueError(f"Learning rates are numbers with commas between, as in 0.1, 0.01; got {text!r}.") from None


def _sizes(text: str) -> tuple[int, ...]:
    try:
        return tuple(int(part) for part in text.split(",") if part.strip())
    except ValueError:
        raise ValueError(f"Hidden units are whole numbers with commas between, as in 100, 50; got {text!r}.") from None
