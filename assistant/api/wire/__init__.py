"""The wire: request models with their limits, and response models that are built from the inner types."""
