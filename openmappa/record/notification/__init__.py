"""The notification requirements of the Sexual Offences Act 2003: their span, breaches and revocation."""
