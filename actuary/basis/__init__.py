"""Figures -> what the kernel must know, calibrated so that the base year comes out as published."""
