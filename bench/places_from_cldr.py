"""Writes `pipeline/registers/places.csv`: countries, continents and cities in Dutch and English, from Unicode CLDR.

python bench/places_from_cldr.py > pipeline/registers/places.csv
"""

from __future__ import annotations

import csv
import sys

from babel import Locale

CONTINENTS = frozenset({"002", "005", "009", "019", "021", "142", "150"})
NO_COUNTRY = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
# Zone cities that are everyday words or names of persons.
UNCLEAR = frozenset({"Center", "Casey", "Davis", "Troll", "Nome", "Creston", "Winamac", "Monroe", "Marengo", "Knox"})


def main() -> None:
    rows = set()
    for code in ("nl", "en"):
        locale = Locale.parse(code)
        for territory, name in locale.territories.items():
            if (len(territory) == 2 and territory not in NO_COUNTRY) or territory in CONTINENTS:
                rows.add((name, "country" if len(territory) == 2 else "continent"))
        for zone, names in locale.time_zones.items():
            city = names.get("city") or zone.rsplit("/", 1)[-1].replace("_", " ")
            if zone.startswith(("Africa/", "America/", "Asia/", "Australia/", "Europe/", "Pacific/")):
                rows.add((city, "city"))
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("name", "kind"))
    writer.writerows(sorted(row for row in rows if row[0] not in UNCLEAR and not set(row[0]) & set(",(")))


if __name__ == "__main__":
    main()
