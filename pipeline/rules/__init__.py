"""The rules that decide how two claims stand to each other, a file an idea.

A rule takes a pair and gives its verdict, or None where it has nothing to say. Its docstring is the
sentence that a reader sees beside its name. pipeline/relations.py holds their order.
"""
