"""Files become a Corpus: sources read and recognised, merged, cross-referenced, cut into passages."""
