"""Floor 4: the graph and the claims in the forms that people and other programs read.

Nothing in this room knows how a graph was built; it relies on the attributes that
`reportedly.graph.build` documents.
"""
