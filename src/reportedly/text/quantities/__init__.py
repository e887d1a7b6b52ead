"""Quantities in running text and in ledgers, read from words into exact intervals.

Number → unit → bound → range → what is counted: `numerals`, `units`, `bounds`, `drafts` (the four
joined), `ranges`, `excluded` (numbers that are no quantities), `counted`, `about` (what a figure is
about), `figures` (all together).
"""
