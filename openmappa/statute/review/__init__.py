"""When may a person apply for a review of indefinite notification requirements, and what are its steps?"""
