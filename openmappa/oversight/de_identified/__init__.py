"""What may an analyst read of people without knowing who they are?"""
