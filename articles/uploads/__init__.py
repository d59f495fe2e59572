"""What people drop in the browser: received, looked at, taken in, and removed after a day.

`files` receives it in pieces and keeps it in a folder of the data folder; a worker then does what
the state of the upload asks for (`work`): `look_at` says what each item would become, `take_in`
imports it. `settle` is what its owner does with it.
"""
