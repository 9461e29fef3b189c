"""The folder of a history: its generations, their files and manifests, and who may write."""
