"""Claims as linked data: PROV-O for who and whence, Web Annotation for the exact words.

`describe` says what is to be said, as plain values; `turtle`, `json_ld` and `nanopubs` write it.
All are written by hand: what is needed of each syntax is small, and no library is then needed to
publish a ledger. The tests read everything back with rdflib.
"""
