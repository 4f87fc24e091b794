"""The animated view: packs trajectories into bytes, shows them in a Streamlit component on canvas, exports them."""
