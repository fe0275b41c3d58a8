"""What must be notified by when?"""
