"""What stands before a status in one word, and does not make it that of something else."""

from __future__ import annotations

# Enumerations write the name of what has a status before it: JOB_STATE_FAILED, RunStatus.Failed.
OWNERS = frozenset(
    (
        "status", "code", "state", "workflow", "execution", "run", "job", "task", "build",
        "pipeline", "process", "result", "life", "cycle", "lifecycle", "step", "query",
        "statement", "operation", "batch", "deployment", "instance", "session", "trace", "span",
        "agent", "worker", "bot", "robot", "flow", "dag", "activity", "invocation", "conclusion",
        "outcome", "final", "is",
    )
)  # fmt: skip
_WORK = OWNERS | {
    "script", "program", "automation", "subflow", "import", "export", "sync", "upload", "download",
}  # fmt: skip
FAILED_SUBJECTS = _WORK | {
    "validation", "authentication", "authorization", "auth", "login", "guardrail", "guardrails",
    "policy", "schema", "data", "input", "output", "parsing", "extraction", "conversion",
    "generation", "inference", "model", "llm", "ai", "tool", "api", "request", "connection",
    "network", "dependency", "upstream", "system", "service", "server", "client", "node",
    "container", "executor", "runner", "engine", "initialization", "start", "launch", "compilation",
}  # fmt: skip
"""The work of a run and what it can't do without: where these failed, it did. Not what comes after
its work, as a cleanup or a notification, nor one of several attempts, nor a test."""
CANCELLED_SUBJECTS = _WORK | {
    "user", "auto", "automatically", "manually", "admin", "administrator", "operator", "owner",
    "client", "server", "caller", "system", "scheduler", "parent", "upstream", "dependency",
}  # fmt: skip
"""The work of a run, and who or what may cancel it. Not what a run may have been about, as an
order, a subscription or a request."""
