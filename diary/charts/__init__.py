"""Shapes for SVG, from plain values: no words are chosen here, no colours, no markup."""
