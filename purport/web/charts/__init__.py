"""Drawings made on the server: they read without JavaScript, in print and by a screen reader."""
