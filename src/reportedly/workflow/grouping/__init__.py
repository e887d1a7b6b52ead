"""Which of many articles are one text, and which report one event: here or on a Spark cluster.

Candidates are found by SQL (`store.sql.grouping`), pairs are decided by `linking` as everywhere
else, and groups grow within the parts of a corpus that pairs tie together. Every step is a table
that is made from those before it, the same on either engine; so is the result.
"""
