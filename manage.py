#!/usr/bin/env python
"""Django's command line for GangIntel."""

import os
import sys

from gangintel.commandline import run

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gangintel.settings")
    sys.exit(run(sys.argv))
