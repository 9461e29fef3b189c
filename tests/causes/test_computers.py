"""Names of computers: masked where the text shows that they are some, kept where it does not."""

from __future__ import annotations

import re

import pytest

from dashboard.causes.masks import mask
from dashboard.causes.rules_file import shipped_rules
from tests.causes.test_templates import groups, rule_of


@pytest.mark.parametrize(
    "pattern",
    [
        "link lost: {} today",
        "cannot dial tcp {}: it hung up",
        "connection refused: {}",
        "connecting to {}. Connection refused.",
        "connect ECONNREFUSED {}",
        "{}: connection refused",
        "no answer ({}) today",
        "Verbindung zu {} verloren",
    ],
)
@pytest.mark.parametrize("name", ["kiel:5432", "redis-master:6379", "hub:8080", "a.b.corp:443"])
def test_a_name_with_a_port_is_a_computer_in_a_line_of_a_call(pattern: str, name: str) -> None:
    line = pattern.format(name)
    if pattern.startswith("link"):
        line = f"connection: {line}"
    assert mask(line) == mask(line.replace(name, "10.0.0.1:80"))


@pytest.mark.parametrize(
    ("line", "template"),
    [
        ("[host:80] hung up", "[<*>] hung up"),
        ("Redis at redis:6379 is gone", "Redis at <*> is gone"),
        ("server:503 broke, server:8080 too", "server:<*> broke, server:<*> too"),
        ("server:8080: it broke", "<*>: it broke"),
        ("kafka.prod:9092 has no leader", "<*> has no leader"),
        ("Cannot reach host print.", "Cannot reach host <*>."),
        ("Cannot reach host mail after 3 tries", "Cannot reach host <*> after <*> tries"),
        ("Could not resolve host: kiel", "Could not resolve host: <*>"),
        ("host print is unreachable", "host <*> is unreachable"),
        ("UnknownHostException: kiel: odd", "UnknownHostException: <*>: odd"),
        ("getaddrinfo ENOTFOUND shop.firm.systems", "getaddrinfo ENOTFOUND <*>"),
        ("lookup hub.svc on 10.0.0.2:53: no such host", "lookup <*> on <*>: no such host"),
        ("api.foo.tech refused", "<*> refused"),
        ("my-shop.firm.io is shut", "<*> is shut"),
        ("firma.de: connection refused", "<*>: connection refused"),
        ("app.firma.com in www.firma.com is shut", "<*> in <*> is shut"),
        ("mail to 'o'neil@firma.de' bounced", "mail to '<*>' bounced"),
        ("mail to o’neil@firma.de bounced", "mail to <*> bounced"),
        ("mail to x'@firma.de bounced", "mail to x'@firma.de bounced"),
    ],
)
def test_a_name_is_a_computer_by_what_stands_around_it(line: str, template: str) -> None:
    assert mask(line) == template


@pytest.mark.parametrize(
    "line",
    [
        "connection lost:{}",
        "peer reset:{}",
        "server busy:{}",
        "host down:{}",
        "dial timeout:{}",
        "upstream queue:{} is full",
        "tcp keepalive:{} is long",
        "connection pool:{} is full",
        "failed to connect:{}",
        "connection: failed to parse:{}",
        "connection lost on step:{}",
        "socket error on upload:{}",
        "no answer at render:{} today",
        "max_tokens:{} exceeded",
        "rate-limit:{} hit",
        "rule:{} broke",
        "agent failed at pre-parse:{}",
        "[render:{}] broke",
        "(upload:{}) broke",
        "ghost:{} left, observer:{} too",
        "crm.render:{} broke",
        "connection lost in crm.render:{}",
        "org.foo.Bar.run:{} broke",
        "bad gateway:{}: it broke",
    ],
)
@pytest.mark.parametrize("number", ["443", "3000", "8080"])
def test_a_word_before_a_number_is_no_computer(line: str, number: str) -> None:
    assert mask(line.format(*[number] * 2)) == line.format("<*>", "<*>")


@pytest.mark.parametrize(
    "line",
    [
        "No module named google.cloud",
        "connection failed: no module named socket.io",
        "cannot import name x from google.cloud",
        "Cannot read property this.app of null",
        "user.org is undefined",
        "failure in org.foo.net",
        "connection closed in org.foo.io",
        "scope mail.cloud is missing",
        "scope mail.read.app is missing",
        "missing label titles.menu.de",
        "order.total.net is negative",
        "com.example is sealed",
        "Error in config.example",
        "order-line.net is negative",
        "auth.user.org is undefined",
        "connection error: user.org is undefined",
        "connection to order.total lost",
        "connection closed.in the end",
        "connect to the server again",
        "connect to server failed",
        "unknown host architecture",
        "Unknown host key",
        "unknown host error",
        "Cannot resolve host name",
        "host key verification failed",
    ],
)
def test_what_code_and_records_call_so_is_no_computer(line: str) -> None:
    assert mask(line) == line


@pytest.mark.parametrize(
    ("texts", "causes"),
    [
        (("connection lost:3000", "connection refused:3000"), 2),
        (("agent failed at parse:3000", "agent failed at render:3000"), 2),
        (("limit:8080 hit", "budget:8080 hit", "limit:443 hit"), 2),
        (("No module named google.cloud", "No module named socket.io"), 2),
        (("Cannot read property this.app", "Cannot read property window.app"), 2),
        (("failure in org.foo.net", "failure in org.foo.io"), 2),
        (("Cannot reach host web01", "Cannot reach host mail", "Cannot reach host db.lan"), 1),
        (("customer_id=AB-12 not found", "customer_id=abc not found"), 1),
        (("mail to o'neil@firma.de bounced", "mail to anna@firma.de bounced"), 1),
        (("api.foo.tech refused", "api.bar.xyz refused"), 1),
    ],
)
def test_causes_are_parted_by_what_happened_not_by_where(
    texts: tuple[str, ...], causes: int
) -> None:
    assert len(set(groups(texts))) == causes


COMPUTERS = {"host", "server", "gateway", "mail", "backend", "auth", "client", "cluster"} | {
    "servidor",
    "serveur",
}
"""Words of rules that do name computers."""
FRAGMENTS = {"imale", "imum"}
"""What "max(imum)?(imale)?" has of words."""


@pytest.mark.parametrize(
    "line",
    [
        "{}:3000 broke",
        "{}:443: connection lost",
        "connection {}:3000",
        "connection to {}:5432 broke",
        "upstream [{}:443] left",
        "no answer from {}:8080",
        "connect ECONNREFUSED {}:80",
        "Cannot reach host {}",
    ],
)
def test_no_word_that_a_rule_looks_for_is_masked(line: str) -> None:
    patterns = " ".join(text.pattern for rule in shipped_rules().rules for text in rule.texts)
    words = set(re.findall(r"[^\W\d]{3,}", re.sub(r"\\\w", " ", patterns).lower()))
    assert len(words) > 300
    lost = {word for word in words if word not in mask(line.format(word))}
    assert lost <= COMPUTERS | FRAGMENTS


@pytest.mark.parametrize("end", ["refused", "lost", "reset", "closed"])
def test_a_number_behind_what_happened_keeps_the_rule(end: str) -> None:
    assert rule_of(f"connection {end}:3000") == "network"
