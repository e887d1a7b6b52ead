"""What is kept between runs: caches that can be rebuilt at will, and claims in databases."""
