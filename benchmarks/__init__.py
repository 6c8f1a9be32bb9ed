"""How fast the guide is, beside the same pages built without it. Run by `make bench`."""
