"""The archive: what was published, by whom, and how it came here. It knows nothing of entities.

Articles are imported (`importing/`), kept with their raw bytes, and searched for words (`search`).
An article is evidence: offsets into its text are code points, and the text never changes in place.
"""
