"""What the product is called, and which release this is. `pyproject.toml` says the same."""

PRODUCT = "Descent Explorer"
RELEASE = "0.1.0"
