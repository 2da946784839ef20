"""Reports of a run: JSON for programs, Markdown for the terminal and for notes, one HTML page to look at."""
