"""Floor 2: pure strings. Offsets, numbers, units, figures and times read from words.

Nothing here opens a file or knows what a claim is; everything is a function from text to `model`
values. Heavy libraries are imported only by the function that needs them.
"""
