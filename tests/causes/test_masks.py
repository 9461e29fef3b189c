"""Masks: what varies goes, what tells faults apart stays."""

from __future__ import annotations

import pytest

from dashboard.causes.masks import mask, template_id


@pytest.mark.parametrize(
    ("line", "template"),
    [
        ("run 7ce3d73c-0a1b-4c2d-9e8f-001122334455 gone", "run <*> gone"),
        ("GET https://api.example/v1?x=1 failed", "GET <*> failed"),
        ("mail to ann.lee+x@mail.example refused", "mail to <*> refused"),
        ("at 2026-11-16T09:10:00Z or 2026-11-16 09:10", "at <*> or <*>"),
        ("connect 10.0.0.1:443 refused", "connect <*> refused"),
        ("open /var/data/a.csv failed", "open <*> failed"),
        ("open C:\\data\\a.csv failed", "open <*> failed"),
        ("pointer 0xdeadbeef, call 7ce3d73c", "pointer <*>, call <*>"),
        ("category \"CRM\" or 'HR' is off", "category <*> or <*> is off"),
        ("„Büro“ oder «x» fehlt", "<*> oder <*> fehlt"),
        ("it doesn't know the customer's name", "it doesn't know the customer's name"),
        ("12 of 40 seats, 3 %", "<*> of <*> seats, <*> %"),
        ("ids 1, 2, 3 are gone", "ids <*> are gone"),
        ("HTTP 404 for order 17", "HTTP 404 for order <*>"),
        ("status code: 503", "status code: 503"),
        ("Fehler 403 bei Auftrag 9", "Fehler 403 bei Auftrag <*>"),
        ("403 no access to 500 rows", "403 no access to <*> rows"),
        ("took 404 s, usually 1.5 minutes or <1 sec", "took <*>, usually <*> or <*>"),
        ("3 s of 5 MB free, 12.5KiB used", "<*> of <*> free, <*> used"),
        ("1 byte, 3 minimal orders, v2 s", "<*> minimal orders, <*> s"),
        ("open db-eu.intern.example:5432 failed", "open <*> failed"),
        ("localhost:9200: upstream said nothing", "<*>: upstream said nothing"),
        ("myhost:80: upstream said nothing", "<*>: upstream said nothing"),
        ("api.foo.io:443: upstream said nothing", "<*>: upstream said nothing"),
        ("api.foo.io: upstream said nothing", "<*>: upstream said nothing"),
        ("[::1]:443: upstream said nothing", "<*>: upstream said nothing"),
        ("[fe80::1%eth0]:80 hung up", "<*> hung up"),
        ("DB-WEST:1433 is gone, so is localhost", "<*> is gone, so is <*>"),
        ("dial tcp kiel:7777: it hung up", "dial tcp <*>: it hung up"),
        ("no route from kiel:5432 to db-east:65001", "no route from <*> to <*>"),
        ("dial failed host=alpha port=80", "dial failed host=<*> port=<*>"),
        ("Pool(hostname=x-y, port=443) rhost= a", "Pool(hostname=<*>, port=<*>) rhost= a"),
        ("connect to host alpha port 80: no", "connect to host <*> port <*>: no"),
        ("the server at port 80 lost its host", "the server at port <*> lost its host"),
        ("order:80: it is gone", "order:<*>: it is gone"),
        ("voucher:1234: it is gone", "voucher:<*>: it is gone"),
        ("line:443: a bracket, at column:80", "line:<*>: a bracket, at column:<*>"),
        ("agent.py:80: odd", "agent.py:<*>: odd"),
        ("ValueError:443: odd", "ValueError:<*>: odd"),
        ("[myhost:8112] hung up", "[<*>] hung up"),
        ("no answer (kiel:443) today", "no answer (<*>) today"),
        ("[order:80] is closed, [row:443] too", "[order:<*>] is closed, [row:<*>] too"),
        ("[voucher:1234] is used up", "[voucher:<*>] is used up"),
        ("sent 1165 bytes (1.13 KB), then 12 bytes", "sent <*>, then <*>"),
        ("no answer of 10.0.0.1 (a.b.corp) today", "no answer of <*> today"),
        ("no answer of 10.0.0.1 () today", "no answer of <*> today"),
        ("relay mx-1[10.0.0.1] shut", "relay <*> shut"),
        ("step7() of invoice (late) hung", "<*>() of invoice (late) hung"),
        ("dump at fecdfbaf, in a facade", "dump at <*>, in a facade"),
        ("station 50:15:36:4c:18:ba left", "station <*> left"),
        ("chip FF:F2:9F:15:1F:72:00:0D:60:EA left", "chip <*> left"),
        ("an error code 404 of no order", "an error code 404 of no order"),
        ("in the column....7 to port 80", "in the column<*> to port <*>"),
        ("[12:30:01] odd, see localhost.js", "[<*>] odd, see localhost.js"),
        ("crm.add_note: it is off", "crm.add_note: it is off"),
        ("no answer of mail.kontor.example.", "no answer of <*>."),
        ("from hub/10.0.0.1:80 to a.b.corp:443", "from <*> to <*>"),
        ("Mailer.exe *64 - a.b.org:80 close", "<*> close"),
        ("Mailer.exe holds orders.csv", "<*> holds <*>"),
        ("java.net.SocketException: it is closed", "java.net.SocketException: it is closed"),
        ("crm.errors.LookupFailed: gone", "crm.errors.LookupFailed: gone"),
        ("raised at Agent.java:17", "raised at Agent.java:<*>"),
        ("station 5c:50:15:4c:18:ba left", "station <*> left"),
        ("route fe80::1c:ff:fe4a via ::ffff:10.0.0.1", "route <*> via <*>"),
        ("std::map of Pump::start is empty", "std::map of Pump::start is empty"),
        ("at Fri Jun 17 07:07:00 2005 or 3 May 2026", "at <*> or <*>"),
        ("Decision 12 is on Market 5", "Decision <*> is on Market <*>"),
        ("generating core.2275 on R02-M1-N0-C:J12-U11", "generating <*> on <*>"),
        ("block blk_-1608999687919862906 is lost", "block <*> is lost"),
        ("data address space.........7", "data address space<*>"),
        ('"GET /v2/ab HTTP/1.1" status: 200', '"GET <*>" status: <*>'),
        ('"POST /v2/ab HTTP/1.1" status: 500', '"POST <*>" status: 500'),
        ("记录12345不存在", "记录<*>不存在"),
        ("rate=3.5;id=a17", "rate=<*>;id=<*>"),
        ("plain words only", "plain words only"),
        ("", ""),
    ],
)  # fmt: skip
def test_masks_what_varies(line: str, template: str) -> None:
    assert mask(line) == template


def test_the_id_is_a_function_of_the_template_alone() -> None:
    assert template_id("No invoice <*>") == template_id("No invoice <*>")
    assert template_id("No invoice <*>") != template_id("No order <*>")
    assert template_id("No invoice <*>") == "a44e53002eadac0b"  # never changes: names hang on it
    assert len(template_id("\ud800")) == 16
