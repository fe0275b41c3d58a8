"""OpenMAPPA: casework and reporting for Multi-Agency Public Protection Arrangements."""
