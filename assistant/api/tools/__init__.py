"""What other assistants are offered over the Model Context Protocol, a module a kind."""
