"""A typed rule as a file: for this project, or an optimizer for PyTorch."""

from collections.abc import Mapping
from typing import Any

from dynamics import OPTIMIZERS
from dynamics.rule_python import python_file
from dynamics.rule_pytorch import pytorch_file
from dynamics.typed import MARK

FILES = {"python": ("own_rule.py", python_file), "pytorch": ("own_rule_pytorch.py", pytorch_file)}


def rule_file(asked: Any) -> dict[str, Any]:
    """For {optimizer, hyper, as, asked}: {name, text, asked}, or {sentence, asked} where there is none. `asked` tells
    one answer from the next."""
    told = asked if isinstance(asked, Mapping) else {}
    one = {"asked": told.get("asked")}
    try:
        name, hyper = str(told["optimizer"]), told.get("hyper") or {}
        file, write = FILES[told["as"]]
        if not name.startswith(MARK):
            raise KeyError
        text = write(OPTIMIZERS[name].with_(**hyper))
    except (KeyError, TypeError, ValueError) as error:
        return one | {
            "sentence": f"No file was made: {error}" if isinstance(error, ValueError) else "No file was made."
        }
    return one | {"name": file, "text": text}
