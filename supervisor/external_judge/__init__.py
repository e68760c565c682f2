"""The way to an external judge: one HTTP request for one question, in a process of its own.

Here lives what speaks to the network and knows the key. Never here: what is asked, and what follows from the answer.
"""
