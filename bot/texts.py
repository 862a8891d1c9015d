"""The catalogue: every sentence a person can see has a key here, in English."""

from collections.abc import Mapping

ENGLISH: Mapping[str, str] = {
    # What somebody typed
    "pay.unreadable": "I cannot read “{text}” as pay. Try `90k EUR`, `$60/h` or `4500 EUR a month`.",
    "pay.ambiguous": "“{text}” can be read in more than one way. Did you mean {readings}?",
    "pay.currency": "In which currency? Try `{text} EUR` or `{text} USD`.",
}


def say(key: str, /, **values: object) -> str:
    """The sentence with its values in place; a missing key or value is a defect and raises."""
    return ENGLISH[key].format(**values)
