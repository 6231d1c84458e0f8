"""How large a demo city is: how many units of each sort."""

from dataclasses import dataclass

DEMO_DISTRICT = "jarva"


@dataclass(frozen=True, slots=True)
class Size:
    """Units per stadsdelsnämnd by sort, those of the demo's own nämnd, and of the facknämnder."""

    in_each_district: dict[str, int]
    in_demo_district: dict[str, int]
    in_committees: dict[str, int]
    offices: int

    def in_district(self, code: str) -> dict[str, int]:
        """The units of a stadsdelsnämnd by sort."""
        return self.in_demo_district if code == DEMO_DISTRICT else self.in_each_district


_DEMO = {
    "forskola": 7,
    "vardboende": 3,
    "hemtjanst": 3,
    "gruppbostad": 4,
    "socialtjanst": 3,
    "fritidsgard": 2,
}
_CITY = {
    "forskola": 26,
    "vardboende": 9,
    "hemtjanst": 8,
    "gruppbostad": 16,
    "socialtjanst": 8,
    "fritidsgard": 6,
}
_TEST = {"forskola": 3, "vardboende": 1, "hemtjanst": 1, "gruppbostad": 1, "socialtjanst": 1}

SIZES = {
    "test": Size({"forskola": 1}, {**_TEST, "fritidsgard": 1}, {"skola": 1, "jobbtorg": 1}, 0),
    "demo": Size(
        _DEMO,
        _DEMO,
        {"skola": 14, "simhall": 4, "bibliotek": 6, "jobbtorg": 5, "stodboende": 5},
        2,
    ),
    "city": Size(
        _CITY,
        _CITY,
        {"skola": 80, "simhall": 15, "bibliotek": 28, "jobbtorg": 12, "stodboende": 24},
        3,
    ),
}
