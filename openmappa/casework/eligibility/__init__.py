"""Who decided whether the person is eligible, and on what?"""
