"""The template of an error: its type counts where its text tells nothing, and words stay words."""

from __future__ import annotations

import pytest

from dashboard.causes.error_template import template_of, words_of
from dashboard.causes.rules_file import shipped_rules


@pytest.mark.parametrize(
    ("error_type", "text", "template"),
    [
        ("depth_limit", "No path within 5", "No path within <*>"),
        ("depth_limit", "", "depth_limit"),
        ("depth_limit", None, "depth_limit"),
        ("depth_limit", "12", "depth_limit"),
        ("depth_limit", "[4, 8, 12]", "depth_limit"),
        ("depth_limit", "'agent said so'", "depth_limit"),
        ("depth_limit", "Error", "depth_limit"),
        ("depth_limit", "The run failed: unknown error.", "depth_limit"),
        ("depth_limit", "HTTP 404", "HTTP 404"),
        ("", "The run failed: unknown error.", "The run failed: unknown error."),
        ("", "'Waiting for the model took too long'", "Waiting for the model took too long"),
        ("", "“No invoice 17”", "No invoice <*>"),
        ("", "「記録がありません」", "記録がありません"),
        ("", "wait_for_reply_30", "wait for reply"),
        ("", "[step3] timeout7", "step timeout"),
        ("AgentError", "'Waiting took too long'", "Waiting took too long"),
        ("AgentError", "", "AgentError"),
        ("AgentError", "failed", "failed"),
        ("", "12345", "<*>"),
        ("", "0a1b-deadbeef-1", "<*>"),
        ("", "7ce3d73c-0a1b", "<*>"),
        ("", " \n", ""),
        (None, None, ""),
    ],
)
def test_the_type_counts_where_the_text_tells_nothing(
    error_type: str | None, text: str | None, template: str
) -> None:
    assert template_of(error_type, text) == template


@pytest.mark.parametrize(
    ("error_type", "text", "cause"),
    [
        ("AgentTimeoutError", "", "time-out"),
        ("run_timed_out", "'x'", "time-out"),
        ("TIMED-OUT", "Error", "time-out"),
        ("workflow.RateLimit", "failed", "rate-limit"),
        ("max_steps_exceeded", "14", "iteration-limit"),
        ("AgentTimeoutError", "Tax code V7 has no rate", None),
        ("empty_frontier", "", None),
    ],
)
def test_a_type_says_its_cause_however_it_is_written(
    error_type: str, text: str, cause: str | None
) -> None:
    rule = shipped_rules().match(error_type, template_of(error_type, text))
    assert (rule.name if rule else None) == cause


def test_a_type_is_taken_apart_into_words() -> None:
    assert words_of("openai.APITimeoutError") == "openai API Timeout Error"
    assert words_of("max_steps_exceeded") == "max steps exceeded"
