"""Calibration of risk channels on monthly count series: fit, intervals, rolling-origin scores."""
