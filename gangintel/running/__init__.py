"""Running GangIntel: its web server and its workers as processes of one command, `manage.py up`."""
