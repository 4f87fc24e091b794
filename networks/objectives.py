"""What is minimised: the cross entropy of a classifier, or a VAE's negative evidence lower bound."""

from collections.abc import Callable
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp

from networks.experiment import Experiment
from networks.models import run, start

Tree = Any
Array = jax.Array


class Objective(NamedTuple):
    """init(key) -> (params, statistics); loss(params, statistics, x, y, key, training) -> (mean loss, (right, new statistics)).

    x (n, h, w, c), y (n,); `right` is the share of x that is classified as y, NaN where nothing is classified."""

    init: Callable[[Array], tuple[Tree, Tree]]
    loss: Callable[..., tuple[Array, tuple[Array, Tree]]]
    classifies: bool


def objective(experiment: Experiment) -> Objective:
    plans, std = experiment.plans, experiment.model.initial_std
    if experiment.model.kind == "vae":
        return _autoencoder(*plans, std)
    (plan,) = plans

    def loss(params: Tree, statistics: Tree, x: Array, y: Array, key: Array, training: bool) -> tuple[Array, tuple[Array, Tree]]:
        logits, after = run(plan, params, statistics, x, training)
        chosen = jnp.where(y[:, None] == jnp.arange(logits.shape[1]), logits, 0).sum(1)  # a gather's gradient is slow on CPU
        right = jnp.mean(logits.argmax(1) == y, dtype=jnp.float32)
        return jnp.mean(jax.nn.logsumexp(logits, 1) - chosen), (right, after)

    return Objective(lambda key: start(plan, key, std), loss, True)


def _autoencoder(encoder: Any, decoder: Any, std: float | None) -> Objective:
    """Kingma and Welling, Auto-encoding variational Bayes (arXiv 1312.6114), equation 10, one sample per example."""

    def init(key: Array) -> tuple[Tree, Tree]:
        one, other = jax.random.split(key)
        parts = start(encoder, one, std), start(decoder, other, std)
        return [p for p, _ in parts], [s for _, s in parts]

    def loss(params: Tree, statistics: Tree, x: Array, y: Array, key: Array, training: bool) -> tuple[Array, tuple[Array, Tree]]:
        code, one = run(encoder, params[0], statistics[0], x, training)
        mean, logvar = jnp.split(code, 2, 1)
        noise = jax.random.normal(key, mean.shape) if training else 0.0
        logits, other = run(decoder, params[1], statistics[1], mean + jnp.exp(logvar / 2) * noise, training)
        missed = jnp.sum(jax.nn.softplus(logits) - x * logits, (1, 2, 3))
        divergence = jnp.sum(jnp.exp(logvar) + mean**2 - 1 - logvar, 1) / 2
        return jnp.mean(missed + divergence), (jnp.full((), jnp.nan), [one, other])

    return Objective(init, loss, False)
