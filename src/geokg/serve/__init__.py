"""The graph over HTTP: pages for people and linked data for machines."""
