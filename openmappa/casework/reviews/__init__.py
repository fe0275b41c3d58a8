"""Who applied to end indefinite notification, and what was determined?"""
