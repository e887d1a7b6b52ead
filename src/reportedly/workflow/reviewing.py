"""placeholder"""
from difflib import unified_diff
from reportedly.transaction import transaction
from reportedly.errors import StaleEntryError
from reportedly.workflow.changing import changing
def compact(c): return c
def diff_words(c):
    a=(c.before or b"").decode().splitlines(); b=(c.after or b"").decode().splitlines()
    return list(unified_diff(a,b,lineterm="",n=2))[2:]
def undo(root, files):
    with changing(root), transaction(root) as change:
        for f in reversed(files):
            if change.read(f.path) != f.after: raise StaleEntryError(f"{f.path} changed since")
            change.remove(f.path) if f.before is None else change.put(f.path, f.before)
