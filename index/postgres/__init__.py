"""The shared index: a PostgreSQL cluster with pgvector."""
