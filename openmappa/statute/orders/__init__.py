"""How long may an order last, on what proof is it made, and what does it bring about?"""
