"""How people reach OpenMAPPA: composition only."""
