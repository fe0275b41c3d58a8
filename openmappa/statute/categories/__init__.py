"""On which limbs, and in which category, is a person MAPPA-eligible?"""
