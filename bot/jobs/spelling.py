"""Names of places that are written short: "Frankfurt a.M.", "Garching b.München", "D.C."."""

import re

_SHORT = (
    (re.compile(r"\bD\.\s?C\b\.?"), "DC"),
    (re.compile(r"\ba\.\s?M\."), "am Main"),
    (re.compile(r"\bi\.\s?Br(?:eisgau\b|\.)"), "im Breisgau"),
    (re.compile(r"\ba\.\s?d\.\s?(?=[A-Z])"), "an der "),
    (re.compile(r"\ba\.\s?(?=[A-Z][a-z])"), "am "),
    (re.compile(r"\bb\.\s?(?=[A-Z\u00c4\u00d6\u00dc][a-z\u00fc])"), "bei "),
)


def in_full(text: str) -> str:
    if "." in text:
        for short, whole in _SHORT:
            text = short.sub(whole, text)
    return text
