"""Who was let see a person's record, why and until when?"""
