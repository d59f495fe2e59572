"""Boilerplate on pages: what is no news, such as menus, link lists, contacts, notices.

An article calls it its furniture. `find` marks it anywhere in a text and says where the news is:
`phrases` and `lines` tell how a line looks by itself, `flow` which lines are pieces of one
sentence, `blocks` what lines are together, `learned` what the other documents of the group say.
"""

from articles.importing.furniture.extent import Extent, find
from articles.importing.furniture.learned import NOTHING, Learned, Rules, ruled, trace, traces
from articles.importing.furniture.phrases import is_inline

__all__ = ["NOTHING", "Extent", "Learned", "Rules", "find", "is_inline", "ruled", "trace", "traces"]
