"""From a question to an Answer whose every statement carries a verified Citation."""
