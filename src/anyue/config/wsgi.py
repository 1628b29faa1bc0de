"""The WSGI entry that the server runs."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anyue.config.settings")
application = get_wsgi_application()

from anyue.audit.sealing import seal_from_now_on  # noqa: E402  The models exist from here on.

seal_from_now_on()

# What was loaded by now lives as long as the process; the collector need not walk it again at every request.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)
