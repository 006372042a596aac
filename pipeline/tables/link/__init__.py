"""Mentions of all letters -> entities: one per real thing, brought together when and only when that is safe.

Two rows for one thing cost an analyst a join; one row for two things is a falsehood. So every rule here leaves names
apart where it is not sure, and says for each mention why it was taken for its entity and how sure that is.
"""
