"""The road network: speeds, graph, snapping, shortest times, zones."""
