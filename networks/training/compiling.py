"""XLA's compiled programs are kept on disk, in a folder that only its user can enter: a program from there is run as it
is."""

import jax

from networks.experiment.data.fetching import folder


def keep_compiled() -> None:
    """Without a place to write, everything is compiled anew."""
    place = folder() / "xla"
    try:
        place.mkdir(parents=True, exist_ok=True)
        place.chmod(0o700)
    except OSError:
        return
    jax.config.update("jax_compilation_cache_dir", str(place))
    jax.config.update("jax_persistent_cache_min_compile_time_secs", 0.1)
    jax.config.update("jax_persistent_cache_min_entry_size_bytes", -1)
