"""Writing simulated caseloads as extract folders."""

from openmappa.exchange.simulation.domain.summary import Summary
from openmappa.exchange.simulation.services.national import simulate_national
from openmappa.exchange.simulation.services.published import simulate_published

__all__ = ["Summary", "simulate_national", "simulate_published"]
