"""Who is subject to the notification requirements, from when to when, and what stops their clocks?"""
