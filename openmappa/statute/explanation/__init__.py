"""What is the whole answer for one person, and which rules gave it?"""
