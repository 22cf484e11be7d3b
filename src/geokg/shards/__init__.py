"""Reads corpora of any size shard by shard: each file becomes N-Quads and a table beside it."""

from __future__ import annotations

from geokg.shards.run import process_shards
from geokg.shards.shard import Shard, ShardResult, process_shard

__all__ = ["Shard", "ShardResult", "process_shard", "process_shards"]
