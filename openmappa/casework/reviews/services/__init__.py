"""Take the steps of a review: each under a lock, by who may, in order, and written down as it is done."""
