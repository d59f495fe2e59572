"""The WSGI application that granian serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gangintel.settings")
application = get_wsgi_application()

# What is loaded now stays; a page makes thousands of objects that all go with it, so that looking
# for cycles after every 700 of them takes a tenth of its time and finds nothing.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 20)
