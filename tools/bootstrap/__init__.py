"""From a fresh clone to a working `.venv` and built pages, with the standard library alone.

Owns the virtual environment, the pinned dependencies and the front-end files. Starts no server, touches no
database.
"""
