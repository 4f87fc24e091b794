"""One file a surface; each ends in `SURFACE = Landscape(...)`. See `landscapes/landscape.py`."""
