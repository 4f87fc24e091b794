"""The figure in its pages: the message between them, what each page shows in a session, and its controls."""
