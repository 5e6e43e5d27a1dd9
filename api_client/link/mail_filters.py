"""Who puts addresses of their own in the place of links, by host."""

FILTERS: dict[str, tuple[str, ...]] = {
    "Barracuda": ("cudasvc.com",),
    "Bitdefender": ("linkscan.io",),
    "Check Point": ("protect.checkpoint.com", "url-protection.com", "avanan.click"),
    "Cisco": ("secure-web.cisco.com",),
    "Forcepoint": ("mailcontrol.com",),
    "Hornetsecurity": ("hornetsecurity.com", "cloud-security.net"),
    "INKY": ("outlook.inky.com",),
    "Libraesva": ("urlsand.com", "urlsand.esvalabs.com"),
    "Mailinblack": ("mailinblack.com",),
    "Microsoft": ("safelinks.protection.outlook.com",),
    "Mimecast": ("mimecast.com", "mimecastprotect.com"),
    "Proofpoint": (
        "emailprotection.link", "urldefense.com", "urldefense.proofpoint.com", "urldefense.us",
    ),
    "Sophos": ("protection.sophos.com",),
    "SpamTitan": ("linklock.titanhq.com",),
    "Symantec": ("clicktime.symantec.com",),
    "Trellix": ("protect2.fireeye.com", "protect.fireeye.com"),
    "Trend Micro": ("check.trendmicro.com", "ctp.trendmicro.com"),
    "Trustwave": ("scanmail.trustwave.com",),
    "Vade": ("vadesecure.com",),
    "Zix": ("edgepilot.com",),
}  # fmt: skip
"""Mail filters that put an address of their own in the place of each link, and their hosts."""

TRACKERS = ("awstrack.me", "bit.ly", "lnkd.in", "mandrillapp.com", "sendgrid.net", "t.co")
"""Others whose addresses tell nothing of where they lead: counters of clicks, short addresses."""

_ENDS = {name: tuple(f".{host}" for host in hosts) for name, hosts in FILTERS.items()}


def filter_of(host: str) -> str | None:
    """The mail filter whose host it is, by its name, or None."""
    below = f".{host.partition(':')[0].lower()}"
    return next((name for name, ends in _ENDS.items() if below.endswith(ends)), None)
