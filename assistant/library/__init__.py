"""The library: official texts kept in step with their source, and the user's own files beside them."""
