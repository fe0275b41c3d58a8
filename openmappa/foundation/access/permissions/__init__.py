"""The database's wall: functions, policies and grants generated from the declarations of the models."""
