"""The services of `manage.py up`: the web server and the workers, started, watched and ended.

`preparation` and `static_files` bring about what they need, `supervisor` keeps them running,
`web`, `worker` and `command_sequence` are run as processes of their own by `python -m`.
"""
