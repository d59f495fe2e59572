"""Results of searches as files to take away.

A format is one file here that ends in a `columns.Format`, and its row in `formats`.
"""
