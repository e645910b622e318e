"""What one article offers for the fields of a claim: the candidates, and readable features of each.

ranking.py weighs them; `purport show` prints the features that decided.
"""
