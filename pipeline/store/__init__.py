"""The only writer of `processed/`.

    processed/tables/          the tables: what analysts read
    processed/letters/         the text of each letter, `<letter_id>.txt`
    processed/runs.jsonl       the run log
    processed/state/           the runner's own, in no promised form: index, records, lock, tables in the making

All of it can be made again from `raw/` and `configs/`.
"""

from pipeline.store.lock import locked
from pipeline.store.store import LOCK, Store

__all__ = ["LOCK", "Store", "locked"]
