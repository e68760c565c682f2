"""The only place that builds real parts and joins them.

Lives here: the service process, its links to `human` and ui, starting and joining a service, paths.
Never here: decisions, drawing.
"""
