"""Settings for each way of running OpenMAPPA."""
