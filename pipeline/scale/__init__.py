"""Backfills that outgrow one machine: sources → parts → partitions of Parquet → one database.

parts      a source in stretches of some megabytes
documents  what stands in a part
partitions the articles and claims of a part, and what was set aside
folder     where partitions stand, each whole or not at all, and the manifest of them
mapping    three ways to run one function over many parts: a loop, processes, a Dask cluster
"""
