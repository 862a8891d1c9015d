"""How far places are from each other, and what lies around one."""

from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from bot.jobs.gazetteer import City, all_cities


def distance(one: City, other: City) -> float:
    """Kilometres along the great circle (the haversine formula)."""
    north, south = radians(one.latitude), radians(other.latitude)
    across = sin(radians(one.longitude - other.longitude) / 2) ** 2
    return 2 * 6371 * asin(sqrt(sin((north - south) / 2) ** 2 + cos(north) * cos(south) * across))


def countries_around(city: City, radius_km: int) -> frozenset[str]:
    """Whose cities lie that near."""
    return frozenset(country for country, _ in regions_around(city, radius_km))


@lru_cache(maxsize=2_000)
def regions_around(city: City, radius_km: int) -> frozenset[tuple[str, str]]:
    """The same with their states; 20 ms, once for each place that somebody wishes for."""
    every = all_cities()
    near = {(one.country, one.region) for one in every if distance(city, one) <= radius_km}
    return frozenset({*near, (city.country, city.region)})
