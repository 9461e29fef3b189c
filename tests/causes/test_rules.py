"""Rules: the shipped ones hold their examples, and a file that is wrong says where."""

from __future__ import annotations

import pytest

from dashboard.causes.error_template import template_of
from dashboard.causes.rules import CHECKED, ORIGINS
from dashboard.causes.rules_file import RulesInvalid, read_rules, shipped_rules

GOOD = """version = 3
[[rule]]
name = "tax"
label = "Unknown tax code"
origin = "source record"
texts = ["tax code"]
examples = ["No tax code 7"]
[rule.check]
context = "Look it up."
"""


def named(error_type: str, text: str) -> str | None:
    rule = shipped_rules().match(error_type, template_of(error_type, text))
    return rule.name if rule else None


def test_the_shipped_rules_are_whole() -> None:
    rules = shipped_rules().rules
    for rule in rules:
        assert rule.examples and rule.check and rule.origin in ORIGINS, rule.name
        assert set(rule.check) <= set(CHECKED)
    assert {"record-access", "worker-paused", "disabled-tool", "record-gone"} <= {
        rule.name for rule in rules
    }


@pytest.mark.parametrize(
    ("error_type", "text", "cause"),
    [
        ("", "openai.APITimeoutError: Request timed out.", "time-out"),
        ("ReadTimeout", "", "time-out"),
        ("", "HTTP 504", "time-out"),
        ("", "The model timed-out", "time-out"),
        ("", "TIMED_OUT", "time-out"),
        ("", "Time out: 60 s without an answer", "time-out"),
        ("", "Timeout", "time-out"),
        ("", "Timeout 30000 ms", "time-out"),
        ("", "Timeout: no page after 30 s", "time-out"),
        ("", "Error: Timeout 30000ms exceeded.", "time-out"),
        ("", "page.goto: Timeout 30000ms exceeded.", "time-out"),
        ("", "Expiring session 7, timeout of 10000ms exceeded", "time-out"),
        ("", "gateway timeout", "time-out"),
        ("", "lock wait timeout exceeded; try again", "time-out"),
        ("", "a timeout sending the letter", "time-out"),
        ("", "statement timeout (57014)", "time-out"),
        ("", "canceling statement due to statement timeout", "time-out"),
        ("", "socket_timeout_error at 7", "time-out"),
        ("", "context deadline exceeded (Client.Timeout exceeded while reading)", "time-out"),
        ("", "no lease for client 7 with negotiated timeout 10000", None),
        ("", "maxSessionTimeout set to -1", None),
        ("", "the shop answered 'no', timeout=30", None),
        ("", "shop says no (timeout = 30 s)", None),
        ("", "session timeout: 30 s, owner unknown", None),
        ("", "Pool(host='shop', timeout=30): Max retries exceeded", "network"),
        ("", '{"error": {"code": 429, "message": "Slow down"}}', "rate-limit"),
        ("", "anthropic.RateLimitError: This request would exceed your limit", "rate-limit"),
        ("openai.RateLimitError", "no more", "rate-limit"),
        ("", "prompt is too long: 210000 tokens > 200000 maximum", "context-length"),
        ("", "status=401 invalid_token", "authentication"),
        ("", "requests.exceptions.ConnectionError: Failed to resolve host", "network"),
        ("", "pydantic: 2 validation errors for Answer", "invalid-output"),
        ("", "Agent stopped due to iteration limit or time limit.", "iteration-limit"),
        ("", "the DNS lookup of the shop failed", "network"),
        ("", "could not ask the DNS of the shop", "network"),
        ("", "socket.gaierror: [Errno -2] getaddrinfo failed", "network"),
        ("", "settings of the office changed: DNS+ proxy", None),
        ("", "checking getaddrinfo for a shop showed another name", None),
        ("", "The run was cancelled by ann", "cancelled"),
        ("", "Rechnung 4711 wurde gelöscht", "record-gone"),
        ("", "Accès au dossier refusé", "record-access"),
        ("", "El registro no existe", "record-gone"),
        ("", "権限がありません 権限", "record-access"),
        ("", "403 Forbidden", "record-access"),
        ("", "502 Bad Gateway", "server-error"),
        ("", "Worker is paused", "worker-paused"),
        ("", "The accounting period 2026-10 is closed", None),
        ("AgentError", "Tax code V7 has no rate for Norway", None),
        ("", "took 404 s longer", None),
        ("", "TLS handshake with node07 failed: certificate expired on 2026-11-02", "network"),
        ("", "[SSL: CERTIFICATE_VERIFY_FAILED] no issuer", "network"),
        ("", "The certificate of conformity expired", None),
        ("", "The password was rejected", "authentication"),
        ("", "Dashboard refresh failed: three cells missing", None),
        ("", "Invalid JSON: unexpected token < at 3", "invalid-output"),
        ("", "refresh token expired", "authentication"),
        ("", "Your session has expired", "authentication"),
        ("", "Invalid access token", "authentication"),
        ("", "GET https://shop.example/v2/widgets returned HTTP 404", "not-found"),
        ("", "404 Not Found", "not-found"),
        ("", "HTTP 410 Gone", "not-found"),
        ("404", "", "not-found"),
        ("NotFoundError", "", "not-found"),
        ("", "table users does not exist", "not-found"),
        ("", "page not found", "not-found"),
        ("", "code 404: order 9 not found", "record-gone"),
        ("", "sales_order 5 not found", "record-gone"),
        ("", "The task has been deleted", "record-gone"),
        ("", "No such invoice", "record-gone"),
        ("", "La facture 3 est introuvable", "record-gone"),
        ("", "Bestelling 5 niet gevonden", "record-gone"),
        ("", "Fatura não encontrada", "record-gone"),
        ("", "レコードが見つかりません", "record-gone"),
        ("", "", None),
    ],
)
def test_knows_the_common_causes(error_type: str, text: str, cause: str | None) -> None:
    assert named(error_type, text) == cause


def test_the_first_rule_that_matches_wins() -> None:
    text = GOOD + '[[rule]]\nname = "any"\nlabel = "Code"\norigin = "unknown"\ntexts = ["code"]\n'
    rules = read_rules(text, "x.toml")
    assert rules.version == 3
    assert [
        getattr(rules.match("", message), "name", None) for message in ("No tax code", "a code", "")
    ] == [
        "tax",
        "any",
        None,
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("version = 3\n", "", "version is missing"),
        ('origin = "source record"', 'origin = "moon"', "line 2: Rule tax, origin: is 'moon'"),
        ('name = "tax"', 'name = "Tax Code"', "line 2: The rule’s name is 'Tax Code'"),
        ('label = "Unknown tax code"', "", "label: is missing"),
        ('texts = ["tax code"]', 'texts = ["tax ("]', "“tax (” is no pattern"),
        ('texts = ["tax code"]', 'texts = [".*"]', "matches every text"),
        ('texts = ["tax code"]', 'texts = "tax code"', "texts: is no list of texts"),
        ('texts = ["tax code"]', "", "texts: is missing"),
        ('texts = ["tax code"]', 'colour = "red"\ntexts = ["x"]', "colour: is unknown"),
        ('examples = ["No tax code 7"]', 'examples = ["a VAT id"]', "no rule does"),
        ('examples = ["No tax code 7"]', "examples = [7]", "7 is no example"),
        ('context = "Look it up."', 'weather = "Look out."', "check: can’t be read"),
        ("[[rule]]", "[rule", "no TOML"),
        ("[[rule]]", "[rules]", "“rules” is none of"),
    ],
)
def test_a_wrong_file_is_refused_in_words(old: str, new: str, said: str) -> None:
    assert old in GOOD
    with pytest.raises(RulesInvalid) as refused:
        read_rules(GOOD.replace(old, new), "mine.toml")
    assert str(refused.value).startswith("mine.toml")
    assert said in str(refused.value)
    assert refused.value.remedy


def test_an_example_that_an_earlier_rule_takes_is_told() -> None:
    later = GOOD.replace("version = 3\n", "").replace('"tax"', '"vat"')
    with pytest.raises(RulesInvalid, match=r"line 10.*rule tax before it takes it"):
        read_rules(GOOD + later, "mine.toml")


def test_two_rules_of_one_name_are_refused() -> None:
    with pytest.raises(RulesInvalid, match="Two rules are named tax"):
        read_rules(GOOD + GOOD.replace("version = 3\n", ""), "mine.toml")
