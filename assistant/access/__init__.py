"""Who may do what: roles, tokens for programs, sign-in for people, and the audit log."""
