"""How seldom a server process looks for cycles among its objects."""

import gc

# Our own choice: a page makes some ten thousand objects, which nearly all go without the collector.
_OBJECTS = 50_000


def collect_rarely() -> None:
    """Leave what was loaded at the start alone, and look through the rest once in many pages.

    As Python comes it looks after every 700 new objects: 5 of the entry page's 65 ms.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OBJECTS)
