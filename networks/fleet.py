"""Several runs of one experiment side by side: one vmapped program for networks of matrices, else one after the other.

Convolutions are never vmapped over runs: on a CPU they fall off XLA's fast path.
"""

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp

Tree = Any


class Fleet:
    """`lanewise` trees have one entry per lane: stacked on the first axis if `together`, else a list."""

    def __init__(self, count: int, together: bool) -> None:
        self.count, self.together = count, together and count > 1

    def compiled(self, function: Callable[..., Any], lanewise: int, donate: bool = False) -> Callable[..., Any]:
        """`function`, whose first `lanewise` arguments and whose results are one lane's, on all lanes. `donate`: the first argument's
        memory may be taken for the results."""
        donated = (0,) if donate else ()
        if not self.together:
            single = jax.jit(function, donate_argnums=donated)
            return lambda *given: [single(*(a[i] for a in given[:lanewise]), *given[lanewise:]) for i in range(self.count)]

        def every(*given: Any) -> Any:
            shared = given[lanewise:]
            return jax.vmap(lambda *own: function(*own, *shared))(*given[:lanewise])

        return jax.jit(every, donate_argnums=donated)

    def pick(self, results: Any, part: int) -> Any:
        """One part of results that are tuples."""
        return results[part] if self.together else [result[part] for result in results]

    def stacked(self, results: Any) -> Any:
        """Lanewise arrays as one, (lanes, ...)."""
        return results if self.together else jnp.stack(results)

    def lanes(self, tree: Tree) -> Tree:
        """A tree of arrays (lanes, ...) as a lanewise one."""
        return tree if self.together else [jax.tree.map(lambda leaf, i=i: leaf[i], tree) for i in range(self.count)]
