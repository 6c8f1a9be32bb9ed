"""From the corpus to the complete Markdown tree that an engine builds."""
