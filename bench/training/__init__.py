"""The corpus, the trainer that makes the weights of the package from it, and how it is measured."""
