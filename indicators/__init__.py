"""What is measured: indicators, targets, measurements, totals, key figures."""
