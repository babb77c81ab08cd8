// Does nothing: what the start of a Swift program costs that links what `scout-ecr` links.
