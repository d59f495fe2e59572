"""Folders and feeds that are looked at on a schedule, each look one import run.

`models` is what persons watch and what came of the last look; `look` looks at what is due, a
folder below the roots that an administrator allows (`folders`) or a feed (`feeds`), which alone
goes to the network: `fetch` asks politely and within bounds, `addresses` says whom not.
"""
