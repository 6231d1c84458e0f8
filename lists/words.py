"""What of a Swedish word stays the same when it is inflected. Pure functions.

The endings of nouns, which is what lists are searched for. What is left is the beginning of the
word, so whoever looks for it finds the word itself too.
"""

import re

# Three or four letters at least are left, so "Eken" and "bilar" stay as they are, and "enhet" is no definite "enh".
_GENITIVE = re.compile(r"(?<=\w{4})(?<!s)s$", re.IGNORECASE)
_ENDING = re.compile(
    r"(?:(?<=\w{4})[aeo]rna|(?<=\w{4}r)na|(?<=\w{4})[aeo]r|(?<=\w{3})(?:en|(?<!h)et|an|a|e))$",
    re.IGNORECASE,
)


def stem(word: str) -> str:
    """The word without its ending: förskola, förskolan and förskolornas are all "förskol"."""
    return _ENDING.sub("", _GENITIVE.sub("", word))
