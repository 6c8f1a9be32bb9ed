"""What pages may say in Markdown beyond Markdown, for the engine that renders it."""
