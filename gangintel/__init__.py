"""The project: its settings and addresses, the database of its own, and what runs.

`settings` (with `environment`), `urls`, `wsgi` and `commandline` are what Django starts from,
`database` is an embedded PostgreSQL, `services` the processes of `manage.py up` and what
they need. There is no domain logic here, and nothing else imports it.
"""
