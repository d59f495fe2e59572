"""Addresses of the web, brought to the form in which one page has one address."""

from urllib.parse import urlsplit

# What newsletters, social media and advertisements add to an address to see whence readers come.
_TRACKING_BEGINNINGS = ("utm_", "mtm_", "pk_", "hsa_", "ns_", "at_", "oly_", "vero_")
_TRACKING = """
    fbclid gclid gclsrc gbraid wbraid dclid msclkid twclid ttclid li_fat_id yclid ysclid igshid igsh
    mc_cid mc_eid mkt_tok cmpid cmp s_cid ref_src ref_url _ga _gl _hsenc _hsmi __twitter_impression
    wt.mc_id wt_mc smid spm share_source sharetype ocid ncid
"""
_NAMES = frozenset(_TRACKING.split())
_PORTS = {"http": ":80", "https": ":443"}


def normalized(address: str) -> str:
    """Return the address without what does not tell one page from another; `""` for none.

    That is scheme, `www.`, the port that goes without saying, a slash at the end, the fragment and
    what tracks readers. What is left begins with `https://`, whatever the scheme was.
    """
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    if parts.scheme.lower() not in _PORTS or not parts.netloc:
        return ""
    host = parts.netloc.rpartition("@")[2].lower().removesuffix(_PORTS[parts.scheme.lower()])
    asked = "&".join(one for one in parts.query.split("&") if one and not _is_tracking(one))
    path = parts.path.rstrip("/")
    return f"https://{host.removeprefix('www.').rstrip('.')}{path}{'?' if asked else ''}{asked}"


def _is_tracking(parameter: str) -> bool:
    name = parameter.partition("=")[0].lower()
    return name in _NAMES or name.startswith(_TRACKING_BEGINNINGS)
