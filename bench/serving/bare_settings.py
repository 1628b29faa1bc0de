"""Settings of the bare path: the program's own database and nothing of its middleware."""

from anyue.config.settings import *  # noqa: F403  A baseline differs from the program in what follows only.

MIDDLEWARE = []
ROOT_URLCONF = "bench.serving.bare_path"
