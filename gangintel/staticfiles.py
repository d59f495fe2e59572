"""How styles, scripts and pictures are stored for a server."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

# Only in our own scripts: Django's setting for all takes examples in others' comments for imports.
_OWN_IMPORTS = ("js/*.js", ((r"""(?P<matched>from "(?P<url>\.{1,2}/[^"]+)")""", 'from "%(url)s"'),))


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Compressed, named by their content, and with the names in `import` statements kept right."""

    patterns = (*CompressedManifestStaticFilesStorage.patterns, _OWN_IMPORTS)
