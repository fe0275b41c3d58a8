"""Who has looked, and was it usual?"""
