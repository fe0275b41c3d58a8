"""The pages of duties, and those on which is recorded what closes or begins them."""
