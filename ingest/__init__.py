"""From a file or an official record to a Document, its Provisions and its Passages."""
