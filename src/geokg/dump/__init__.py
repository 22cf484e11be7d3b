"""Files for the bulk loaders of other products, and the commands that load them."""
