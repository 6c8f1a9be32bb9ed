"""From the pages an engine built to a site that can be put online."""
