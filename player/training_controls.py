"""What the reader sets before training: the experiment above the curves, everything else in the drawer."""

import re
from collections.abc import Callable
from functools import partial
from typing import Any, get_args

import streamlit as st

from dynamics import OPTIMIZERS
from dynamics.schedules import KINDS
from networks import queue
from networks.estimate import seconds
from networks.experiment import Kind, Name
from networks.presets import PRESETS
from player.trainer import MOST_SEEDS, Trainer
from player.words import duration, plain

TITLES = {
    "logistic": "Logistic regression",
    "mlp": "Multilayer perceptron",
    "vae": "Variational autoencoder",
    "vgg11": "VGG11",
    "vgg16": "VGG16",
    "resnet18": "ResNet18",
    "resnet34": "ResNet34",
    "densenet53": "DenseNet53",
    "digits": "Digits (8 × 8, comes with the app)",
    "mnist": "MNIST (downloaded once, 11 MB)",
    "cifar10": "CIFAR-10 (downloaded once, 170 MB)",
    "synthetic": "Synthetic noise, for speed tests",
}
ADDRESS = re.compile(r"[a-z]+://\S*[^\s/:][:/]\d{1,5}|[^\s/:]+:\d{1,5}")
SETTINGS = {False: "Laptop", True: "Paper"}


def bound(t: Trainer, name: str, value: Any, read: Callable[[Any], Any] = lambda given: given) -> dict[str, Any]:
    """The key and callback of a widget to choose with: it shows the trainer's value, and changes the trainer. `read`
    turns what is given into a value. What `read` or the trainer refuse by a ValueError is for `say`."""
    key = f"train_{name}"
    st.session_state[key] = value
    return {"key": key, "on_change": lambda: _change(t, name, None, lambda: t.set(name, read(st.session_state[key])))}


def say(t: Trainer, name: str) -> None:
    """Why what was given last is not used."""
    if name in t.refused:
        st.caption(f":material/info: {plain(t.refused[name][1])}")


def typed(
    t: Trainer, place: Any, label: str, name: str, value: Any, read: Callable[[str], Any] = str.strip,
    take: Callable[[Any], None] | None = None, empty: str = "none", **asked: Any,
) -> None:  # fmt: skip
    """A field to type in; what is refused stays in it, to be mended. `empty`: what it means when there is nothing in
    it. A number is typed too: Streamlit's own field drops one that is out of range without a word to us."""
    key, shown = f"train_{name}", "" if value is None else str(value)
    st.session_state[key] = t.refused[name][0] if name in t.refused else shown

    def change() -> None:
        given = st.session_state[key]
        _change(t, name, given, lambda: (take or partial(t.set, name))(read(given)), f" Still used: {shown or empty}.")

    place.text_input(label, key=key, on_change=change, placeholder=empty, max_chars=200, **asked)


def _change(t: Trainer, name: str, given: str | None, take: Callable[[], None], still: str = "") -> None:
    t.notice, t.refused = "", {k: refusal for k, refusal in t.refused.items() if k != name and refusal[0] is not None}
    try:
        take()
    except ValueError as error:
        t.refused[name] = given, f"{error}{still}"


def row(t: Trainer) -> None:
    """Four controls above the curves."""
    left, middle, right, end = st.columns([5, 4, 2, 2], vertical_alignment="bottom")
    st.session_state.train_name = t.name
    left.selectbox(
        "Experiment", list(PRESETS), key="train_name", format_func=lambda name: PRESETS[name].title,
        on_change=lambda: t.choose(st.session_state.train_name),
    )  # fmt: skip
    middle.segmented_control(
        "Setting",
        list(SETTINGS),
        format_func=SETTINGS.__getitem__,
        required=True,
        width="stretch",
        **bound(t, "whole", t.whole, bool),
    )
    own = len(t.preset.full_seeds if t.whole else t.preset.seeds)
    typed(
        t, right, "Seeds", "seeds", t.seeds or own, _seeds, empty=str(own),
        help="Runs of each setting that differ only in their random numbers.",
    )  # fmt: skip
    end.button("Train", on_click=t.launch, width="stretch", key="train_go")
    for name in ("whole", "seeds"):
        say(t, name)


def promise(t: Trainer) -> None:
    """What Train starts, and about how long it takes."""
    own, count = t.experiments, len(t.runs)
    each, updates = count // len(own), sum(e.steps for e, _ in t.runs)
    changed = "" if t.preset.titled(own) == t.preset.title else "changed from "
    st.caption(
        f"Train starts {changed}*{t.preset.source}*: {count:,} run{'s' * (count > 1)} of {own[0].parameters:,}"
        f" parameters, {updates:,} update{'s' * (updates > 1)} in all, about {duration(each * seconds(own))} here once"
        " loaded and compiled."
    )


def drawer(t: Trainer) -> None:
    """Optimizers and rates, network and data, and where it runs."""
    first = t.experiments[0]
    titled: dict[str, Any] = {"format_func": lambda name: OPTIMIZERS[name].title}
    there = list(dict.fromkeys(e.optimizer.optimizer for e in t.experiments))
    st.multiselect("Optimizers", list(OPTIMIZERS), **titled, **bound(t, "optimizers", there, _some))
    say(t, "optimizers")
    rates = ", ".join(f"{rate:g}" for rate in t.rates)
    _field(
        t, "Learning rates", "rates", rates, _rates, empty=_own_rates(t), help="Several, as in 0.1, 0.01, are a sweep."
    )
    st.selectbox("Schedule", list(KINDS), **bound(t, "schedule.kind", first.schedule.kind))
    say(t, "schedule.kind")
    _field(t, "Epochs", "epochs", first.epochs, _text, empty=str(t.own[0].epochs))
    _field(
        t,
        "Batch",
        "batch",
        first.batch,
        _text,
        empty="all examples",
        help="Emptied: the whole training set in every update.",
    )
    st.subheader("Network", anchor=False)
    st.selectbox("Kind", get_args(Kind), format_func=TITLES.__getitem__, **bound(t, "model.kind", first.model.kind))
    say(t, "model.kind")
    if first.model.kind == "mlp":
        hidden = ", ".join(map(str, first.model.hidden))
        _field(t, "Hidden units", "model.hidden", hidden, _sizes, help="Of each layer, as in 100, 50.")
        st.toggle("Biases", **bound(t, "model.biases", first.model.biases))
    if not first.model.dense:
        width = f"{t.own[0].model.width:g}"
        times = "Multiplies the channels: 0.25 is a quarter of them."
        _field(t, "Width", "model.width", f"{first.model.width:g}", _text, empty=width, help=times)
    std = None if first.model.initial_std is None else f"{first.model.initial_std:g}"
    _field(
        t,
        "Weights start with",
        "model.initial_std",
        std,
        _text,
        empty="√(2 ∕ inputs)",
        help="Their standard deviation.",
    )
    st.subheader("Data", anchor=False)
    st.selectbox("Set", get_args(Name), format_func=TITLES.__getitem__, **bound(t, "data.name", first.data.name))
    say(t, "data.name")
    st.toggle("Pixels scaled to 0–1", **bound(t, "data.scaled", first.data.scaled))
    say(t, "data.scaled")
    st.toggle("Shifts and mirroring", **bound(t, "data.augment", first.data.augment))
    _field(t, "Only so many examples", "data.subset", first.data.subset, _text, empty="all")
    st.subheader("Where it runs", anchor=False)
    said = "Trainings share the processor: two at once slow each other down."
    _field(t, "Trainings at once", "limit", queue.limit(), _limit, queue.set_limit, empty="1", help=said)
    _field(t, "Dask scheduler", "address", t.address, _address, empty="this machine", help="Such as tcp://host:8786.")


def _field(t: Trainer, label: str, name: str, value: Any, *given: Any, **asked: Any) -> None:
    """A field of the drawer, and beneath it what is wrong with it."""
    typed(t, st, label, name, value, *given, **asked)
    say(t, name)


def _own_rates(t: Trainer) -> str:
    own = dict.fromkeys(
        "from the Lipschitz estimate" if e.rate == "lipschitz" else f"{e.optimizer.configured.hyper.lr:g}"
        for e in t.experiments
    )
    return ", ".join(own)


def _text(text: str) -> str | None:
    """A number as the experiment reads it, a sentence where it cannot; None for nothing."""
    return text.strip().replace("−", "-") or None


def _whole(text: str, most: int, what: str, empty: int | None) -> int | None:
    if not text.strip():
        return empty
    if not (text.strip().isdecimal() and 1 <= int(text) <= most):
        raise ValueError(f"{what} are a whole number from 1 to {most}; got {text.strip()}.")
    return int(text)


def _seeds(text: str) -> int | None:
    return _whole(text, MOST_SEEDS, "Seeds", None)


def _limit(text: str) -> int | None:
    return _whole(text, queue.MOST_AT_ONCE, "Trainings at once", 1)


def _address(text: str) -> str:
    """A scheduler's address as Dask writes it; nothing for this machine."""
    if text.strip() and not ADDRESS.fullmatch(text.strip()):
        raise ValueError(
            f"A Dask scheduler has an address such as tcp://host:8786; got {text.strip()[:40]}. Empty it to train here."
        )
    return text.strip()


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
