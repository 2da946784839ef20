"""Pages as the server writes them: HTML for readers without scripts, screen readers, search engines."""
