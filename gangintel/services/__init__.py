"""The services of `manage.py up`: the web server and the workers, started, watched and ended."""
