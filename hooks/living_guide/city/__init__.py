"""The city that publishes the guide: its file, what it must say there, and what it took over unchanged."""
