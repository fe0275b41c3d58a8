"""How often may one ask?"""
