"""Sizing: licences and packs by the rules of the product."""
