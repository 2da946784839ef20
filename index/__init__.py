"""From Passages to an index on disk, and from a query to Hits."""
