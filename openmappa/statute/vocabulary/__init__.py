"""The codes and words for offences, disposals, orders, grounds, people and custody."""
