"""Whose land: control on a day from tables of who held which place, shares of a country, and the table of readings.

Cells of known places are no front lines; every share carries how much land lies far from any place.
"""
