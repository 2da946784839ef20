"""Questions about files of one's own: twelve made documents, rendered as an office has them, added beside the
packaged corpus, and asked about.

`documents/*.txt` are their words, `manifest.toml` says what each is, `questions.jsonl` holds what is asked.
"""
