"""What the guide is made of: where each part comes from, and whether it is what its makers published."""
