"""What a browser is given of static/: its modules put together (bundle), as files that are fetched at once (served)."""
