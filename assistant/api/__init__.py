"""The HTTP API and the MCP server: the wire forms of the assistant."""
