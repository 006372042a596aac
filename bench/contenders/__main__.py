"""Times one contender: `python -m bench.contenders NAME FILE...` prints one line of JSON."""

import importlib
import json
import resource
import sys
import time
from pathlib import Path


def main():
    name, *files = sys.argv[1:]
    begun = time.perf_counter()
    importlib.import_module(f"bench.contenders.{name}").read([Path(file) for file in files])
    seconds = time.perf_counter() - begun
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    processor = sum(use.ru_utime + use.ru_stime for use in used)
    peak = max(use.ru_maxrss for use in used) / 1024
    print(json.dumps({"seconds": seconds, "processor": processor, "peak_mb": peak}), file=sys.__stdout__)


main()
