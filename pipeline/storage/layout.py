"""What lies in the folder that is published in, by name."""

from __future__ import annotations

LATEST = "latest"  # a link to the snapshot that readers see
POINTER = "latest.json"  # in an object store, which has no links: it names the snapshot
PACKAGE = "datapackage.json"  # in a snapshot: every file of it, and its hash
SNAPSHOTS = "snapshots"
REFUSED = "refused"  # snapshots that the gates refused, for inspection
DIFFS = "diffs"
RUNS = "runs"  # the record of every run
RUN = "run.json"  # the record of the last one
REVIEW = "review"  # pages for a browser
CACHE = ".cache"
LOCK = ".lock"
