"""Made-up messages of a dozen systems, each with the kind that it truly is.

A kind is a text with places for what varies. The systems are invented; what varies in them (hosts
with ports, programs, sizes, durations, block and node names, people) is what varies in real logs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

HOSTS = ("mail.kontor.example", "proxy.hub.uni.example", "db-eu.intern.example", "a.b.example.org")
PROGRAMS = ("browser.exe", "Mailer.exe", "sync.exe", "Chat.exe", "browser.exe *64", "tray.exe")
PEOPLE = ("ann", "bob", "root", "cyrus", "news", "test", "oracle", "guest", "mia", "webadmin")
MACHINES = ("kiel", "bonn", "ulm", "jena", "trier", "mainz", "worms", "emden")

FIELDS: dict[str, Callable[[Random], str]] = {
    "host": lambda chance: chance.choice(HOSTS),
    "port": lambda chance: str(chance.randrange(20, 65000)),
    "exe": lambda chance: chance.choice(PROGRAMS),
    "user": lambda chance: chance.choice(PEOPLE),
    "machine": lambda chance: chance.choice(MACHINES),
    "n": lambda chance: str(chance.randrange(1, 10**6)),
    "one": lambda chance: str(chance.randrange(10)),
    "ip": lambda chance: ".".join(str(chance.randrange(1, 255)) for _ in range(4)),
    "mac": lambda chance: ":".join(f"{chance.randrange(256):02x}" for _ in range(6)),
    "ip6": lambda chance: f"fe80::{chance.randrange(4096):x}:{chance.randrange(1, 4096):x}ff:fe4a",
    "hex": lambda chance: f"{chance.getrandbits(64):016x}",
    "pointer": lambda chance: f"0x{chance.getrandbits(32):08x}",
    "life": lambda chance: chance.choice(("<1 sec", "00:01", "12:41", "01:02:03")),
    "size": lambda chance: f"{chance.randrange(1, 999) / 10} {chance.choice(('B', 'KB', 'MB'))}",
    "bytes": lambda chance: f"{chance.randrange(9**6)} bytes{chance.choice(('', ' (5.12 KB)'))}",
    "took": lambda chance: f"{chance.randrange(1, 999)} {chance.choice(('ms', 'seconds', 'min'))}",
    "short": lambda chance: f"{chance.randrange(1, 999)}{chance.choice(('ms', 's', 'm'))}",
    "node": lambda chance: f"R{chance.randrange(64):02}-M{chance.randrange(2)}"
    f"-N{chance.randrange(16):X}-C:J{chance.randrange(18):02}-U{chance.choice(('01', '11'))}",
    "core": lambda chance: f"core.{chance.randrange(9000)}",
    "block": lambda chance: f"blk_{chance.choice(('', '-'))}{chance.randrange(10**18)}",
    "attempt": lambda chance: f"attempt_{chance.randrange(10**12)}_m_{chance.randrange(99):06}",
    "file": lambda chance: chance.choice(("orders.csv", "invoices.csv", "stock.json")),
    "date": lambda chance: f"{chance.choice(('Mon', 'Fri'))} {chance.choice(('Jun', 'Jul'))} "
    f"{chance.randrange(1, 29):2} 07:{chance.randrange(60):02}:01 2026",
    "uuid": lambda chance: f"{chance.getrandbits(32):08x}-12ab-4f00-8e01-0123456789ab",
    "path": lambda chance: f"/srv/{chance.choice(PEOPLE)}/{chance.randrange(999)}/out",
}  # fmt: skip

SYSTEMS: dict[str, tuple[str, ...]] = {
    "proxy": (
        "{exe} - {host}:{port} open through gateway {host}:{port} TLS",
        "{exe} - {host}:{port} close, {bytes} sent, {bytes} received, lifetime {life}",
        "{exe} - {host}:{port} error : gateway {host}:{port} refuses, status code 403",
        "{exe} - {host}:{port} error : gateway {host}:{port} cannot be found",
    ),
    "cluster": (
        "generating {core}",
        "{n} double alignment exceptions",
        "memory parity error corrected on {node}",
        "stream to {ip}:{port} failed to read message prefix",
        "symbol {one}, at {pointer}, mask {pointer}",
        "address space of data.........{one}",
        "address space of code.........{one}",
        "{node} is now in service",
        "total of {n} soft errors detected and corrected",
    ),
    "switches": (
        "Link error on tree Interconnect-{one}T00:{one}:{one}",
        "domain storage{n} is full on node-{n}",
        "boot (command {n}) of node-{n}",
        "Fan speeds ( {n} {n} **** {n} )",
        "Component {machine} is in the unavailable state (id={n})",
        "Temperature ({n}) exceeds the threshold",
        "ambient={n}",
    ),
    "jobs": (
        "Progress of {attempt} is : 0.{n}",
        "{attempt} Task Transitioned from NEW to SCHEDULED",
        "{attempt} Task Transitioned from SCHEDULED to RUNNING",
        "Retrying connect to {host}:{port}. Already tried {one} time(s); sleep {short}",
        "Address change detected. Old: {host}/{ip}:{port} New: {host}:{port}",
        "Num completed Tasks: {n}",
        "Communication exception: No route to host from {machine}/{ip} to {host}:{port}",
    ),
    "steps": (
        "onStepsChanged {n}",
        "totalSteps = {n}##{n}##{n}",
        "stepsSince={n}",
        "REPORT : {n} {n} {n} {n}",
        "screen status unknown, checking {n}",
        "flush of counters",
    ),
    "laptop": (
        "en0: station changed to {mac}",
        "radio: {n}.{n}: set power state of {machine}[enabled]",
        "route for {ip6} was removed",
        "Thermal state: {one} Memory state: {one}",
        "could not read '{path}'",
        "{machine} is asleep because the lid is closed",
        "wake reason of {machine}: lid, after {took}",
    ),
    "logins": (
        "authentication failure; name= uid={one} tty=ssh rhost={host}",
        "authentication failure; name= uid={one} tty=ssh rhost={host} user={user}",
        "session opened for user {user} by (uid={one})",
        "session closed for user {user}",
        "connection from {ip} ({host}) at {date}",
        "reverse lookup of {ip} [{host}] failed",
        "Received disconnect from {ip}: 11: bye",
        "printer startup succeeded",
        "printer shutdown succeeded",
    ),
    "machines": (
        '{ip} "GET /v2/{hex}/servers HTTP/1.1" status: 200 len: {n} time: 0.{n}',
        '{ip} "POST /v2/{hex}/servers HTTP/1.1" status: 202 len: {n} time: 0.{n}',
        "[instance: {uuid}] VM Started (event)",
        "[instance: {uuid}] VM Paused (event)",
        "[instance: {uuid}] took {took} to spawn",
        "[instance: {uuid}] total memory: {size}, used: {size}",
        "removable base files: {path}",
    ),
    "batches": (
        "Finished task {n} in stage {one}.0 (id {n}) in {took} on {host}",
        "Block {block} stored as bytes (estimated size {size}, free {size})",
        "Block {block} stored as values (estimated size {size}, free {size})",
        "Found block {block} locally",
        "Started reading variable {n}",
        "Removed {file} after {took}",
    ),
    "mail": (
        "DHCPDISCOVER from {mac} via eth{one}",
        "DHCPREQUEST for {ip} from {mac} via eth{one}",
        "({user}) CMD (run-parts /etc/hourly)",
        "{hex}: to=<{user}@{host}>, relay={host}[{ip}], delay={one}, status=sent",
        "clock synchronized to {ip}, stratum {one}",
        "got no answer from any [{machine}] source",
    ),
    "packages": (
        "Session: {n}_{n} initialized by client Updater.",
        "Applicability of Package_for_KB{n}~31bf{hex}~x64~~6.1, state: {one}",
        "loader.dll version {one}.0.{one} called (stack @{pointer} @{pointer})",
        "{hex}@2026/9/27:20:40:{one} trace {n}",
        "Warning: unknown attribute.",
        "Failed to open {file}: it is used by {exe}",
    ),
    "quorum": (
        "Received request /{ip}:{port}",
        "Closed connection for client /{ip}:{port} which had session {pointer}",
        "Closed connection for client /{ip}:{port} (no session)",
        "Notification: {one} (leader), {pointer} (zxid), LOOKING (state)",
        "Notification: {one} (leader), {pointer} (zxid), LEADING (state)",
        "Connection broken for id {n}, my id = {one}, error =",
        "Cannot open channel to {one} at election address {host}/{ip}:{port}",
    ),
    "sessions": (
        "established session {pointer} with negotiated timeout {n} for client {ip}",
        "expiring session {pointer}, timeout of {short} exceeded",
        "longest session timeout set to {n}",
        "pool {one} of machine {machine} opened, timeout={n}",
        "keeping {one} of them until the timeout: {took}",
    ),
    "offices": (
        "{machine} has no free line for the parcel service",
        "{user} may not open the ledger of last year",
        "{machine} did not send the daily report of sales",
        "{host} answered with an empty page for stock",
        "the stamp of {machine} expired {took} ago",
    ),
}  # fmt: skip
"""Per system its kinds of messages, the most frequent first."""


def messages(system: str, many: int = 2000, seed: int = 5) -> Iterator[tuple[str, str]]:
    """Messages of a system, each with its kind."""
    chance, kinds = Random(seed), SYSTEMS[system]
    weights = [1 / (n + 1) for n in range(len(kinds))]
    for kind in chance.choices(kinds, weights, k=many):
        yield kind.format_map(_Drawn(chance)), kind


class _Drawn(dict[str, str]):
    """A new value whenever a field is looked up."""

    def __init__(self, chance: Random) -> None:
        super().__init__()
        self.chance = chance

    def __getitem__(self, field: str) -> str:
        return FIELDS[field](self.chance)
