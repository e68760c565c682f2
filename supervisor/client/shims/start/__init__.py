"""The folder that goes in front of a routed program's module path; nothing but `sitecustomize` is found in it."""
