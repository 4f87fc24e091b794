"""Training: updates a second of the digits MLP, alone and forty at once, against a bare loop with optax and (if
installed) PyTorch."""

import importlib.util
from collections.abc import Callable, Iterator
from typing import Any

import jax
import jax.numpy as jnp
import optax

from benchmarks.kernels import Row
from benchmarks.timing import race
from networks.experiment import Experiment
from networks.training.training import Run, Training

ENDLESS = Experiment(epochs=5000, every=10**6)  # 64–100–10, batch 128, Adam
RATES = (1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 1e-1, 1.0)
UPDATES = 275  # in a bare loop's turn


def training() -> Iterator[Row]:
    alone = Training([Run(ENDLESS, 0)])
    many = Training([Run(ENDLESS.with_(lr=rate), seed) for seed in range(5) for rate in RATES])
    made = {"alone": 0, "many": 0}

    def advance(name: str, one: Training) -> None:
        before = one.step
        one.advance()
        made[name] = one.step - before

    sides: dict[str, Callable[[], Any]] = {
        "alone": lambda: advance("alone", alone),
        "many": lambda: advance("many", many),
    }
    rates = [seen.rates for seen in alone.peek(1)[0]]
    sides["sharpness"] = lambda: alone.measurements.sharpness(alone.states, rates, alone.x[:512], alone.y[:512])
    sides["optax"] = _bare(alone)
    if importlib.util.find_spec("torch"):
        sides["torch"] = _torch(alone)
    took = race(sides)
    speed = {"alone": made["alone"] / took["alone"], "many": made["many"] * 40 / took["many"]}
    bare = UPDATES / took["optax"]
    yield (
        "digits MLP, Adam, loss and norms recorded",
        f"{speed['alone']:,.0f} steps/s",
        f"{speed['alone'] / bare:.2f} x optax",
        ">= 10,000",
    )
    yield (
        "the same, 5 seeds x 8 rates at once",
        f"{speed['many']:,.0f} run-steps/s",
        f"{speed['many'] / bare:.2f} x optax",
        ">= 15,000",
    )
    yield "optax in a bare lax.scan, nothing recorded", f"{bare:,.0f} steps/s", "1", ""
    if "torch" in took:
        eager = UPDATES / took["torch"]
        yield "PyTorch, eager loop", f"{eager:,.0f} steps/s", f"{speed['alone'] / eager:.1f} x faster here", ">= 2 x"
    yield "sharpness times rate, a measurement", f"{took['sharpness'] * 1e3:.1f} ms", "", "<= 20 ms"


def _bare(training: Training) -> Callable[[], Any]:
    """The fastest loop that one would write by hand: the same network and batches, the loss alone returned."""
    optimizer, (x, y) = optax.adam(1e-3), (training.x.reshape(-1, 64), jax.nn.one_hot(training.y, 10))
    first, second = (layer for layer in training.states[0].params[0] if layer)
    params = jax.tree.map(jnp.array, (first, second))
    table = training.batches.rows(0, UPDATES, UPDATES)
    rows = jnp.asarray(table)[0] if table is not None else None

    def loss(params: Any, x: Any, y: Any) -> Any:
        one, two = params
        return optax.softmax_cross_entropy(jax.nn.relu(x @ one["w"] + one["b"]) @ two["w"] + two["b"], y).mean()

    @jax.jit
    def loop(params: Any, state: Any, rows: Any) -> Any:
        def step(state: Any, chosen: Any) -> Any:
            value, grads = jax.value_and_grad(loss)(state[0], x[chosen], y[chosen])
            updates, after = optimizer.update(grads, state[1], state[0])
            return (optax.apply_updates(state[0], updates), after), value

        return jax.lax.scan(step, (params, state), rows)

    state = optimizer.init(params)
    return lambda: jax.block_until_ready(loop(params, state, rows))


def _torch(training: Training) -> Callable[[], Any]:
    import numpy as np
    import torch

    x, y = torch.tensor(np.asarray(training.x).reshape(-1, 64)), torch.tensor(np.asarray(training.y), dtype=torch.long)
    network = torch.nn.Sequential(torch.nn.Linear(64, 100), torch.nn.ReLU(), torch.nn.Linear(100, 10))
    optimizer, loss = torch.optim.Adam(network.parameters(), lr=1e-3), torch.nn.CrossEntropyLoss()
    table = training.batches.rows(0, UPDATES, UPDATES)
    rows = torch.tensor(table[0], dtype=torch.long) if table is not None else ()

    def work() -> None:
        for chosen in rows:
            optimizer.zero_grad()
            loss(network(x[chosen]), y[chosen]).backward()
            optimizer.step()

    return work
