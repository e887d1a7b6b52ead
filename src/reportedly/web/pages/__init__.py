"""The pages, a module each: what is asked of the address → what `workflow` knows → a template."""
