"""Servers are visited one request at a time, with pauses, by their robots.txt, and later where they ask for it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import pytest
from tests.ingest.newsroom import Newsroom, newsroom

from reportedly.errors import FetchRefused, TryLater
from reportedly.ingest.by_host import by_host
from reportedly.ingest.polite import Host, Visits, back_off, retry_after
from reportedly.ingest.robots import Robots
from reportedly.text.fetch import Known
from reportedly.text.limits import Limits


@dataclass
class Clock:
    """A clock that only sleeping moves on."""

    now: float = 1_800_000_000.0
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 6))
        self.now += seconds


@pytest.fixture
def room() -> Iterator[Newsroom]:
    with newsroom() as room:
        yield room


def visits(room: Newsroom, clock: Clock, **settings: object) -> Visits:
    return Visits(allowed=room.allowed, now=clock, sleep=clock.sleep, **settings)  # type: ignore[arg-type]


def test_the_pause_between_two_requests_is_kept(room: Newsroom) -> None:
    clock = Clock()
    room.pages |= {"/a": b"A", "/b": b"B"}
    guest = visits(room, clock, delay=2.0)
    guest.visit(f"{room.url}/a")
    guest.visit(f"{room.url}/b")
    assert [path for path, _, _ in room.asked] == ["/robots.txt", "/a", "/b"]
    assert clock.slept == [2.0, 2.0]


def test_a_host_may_have_a_pause_of_its_own_and_may_ask_for_a_longer_one(room: Newsroom) -> None:
    clock = Clock()
    room.pages |= {"/a": b"A"}
    visits(room, clock, delay=2.0, delays={"127.0.0.1": 7.0}).visit(f"{room.url}/a")
    assert clock.slept == [7.0]
    for asks, pause in (("Crawl-delay: 12", 12.0), ("Request-rate: 1/20", 20.0), ("Crawl-delay: 0.1", 2.0)):
        clock.slept.clear()
        room.pages["/robots.txt"] = f"User-agent: *\n{asks}\n".encode()
        visits(room, clock, delay=2.0).visit(f"{room.url}/a")
        assert clock.slept == [pause]


def test_what_robots_txt_disallows_is_not_asked_for(room: Newsroom) -> None:
    clock = Clock()
    room.pages |= {
        "/robots.txt": b"User-agent: *\nDisallow: /\n\n"
        b"User-agent: Reportedly\nDisallow: /private\nAllow: /private/open\n",
        "/private/a": b"A",
        "/private/open": b"B",
        "/c": b"C",
    }
    guest = visits(room, clock)
    with pytest.raises(FetchRefused, match=r"robots\.txt") as refused:
        guest.visit(f"{room.url}/private/a")
    assert not isinstance(refused.value, TryLater)
    assert guest.visit(f"{room.url}/private/open").data == b"B"
    assert guest.visit(f"{room.url}/c").data == b"C"
    assert guest.visit(f"{room.url}/private/a", robots=False).data == b"A"
    assert room.paths() == ["/private/open", "/c", "/private/a"]


def test_a_redirect_is_held_to_the_rules_too(room: Newsroom) -> None:
    room.pages |= {
        "/robots.txt": b"User-agent: *\nDisallow: /private\n",
        "/a": (302, {"Location": "/private/a"}, b""),
        "/private/a": b"A",
    }
    with pytest.raises(FetchRefused, match=r"robots\.txt"):
        visits(room, Clock()).visit(f"{room.url}/a")
    assert room.paths() == ["/a"]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_without_a_robots_txt_everything_may_be_visited(room: Newsroom, status: int) -> None:
    room.pages |= {"/robots.txt": (status, {}, b"User-agent: *\nDisallow: /"), "/a": b"A"}
    assert visits(room, Clock()).visit(f"{room.url}/a").data == b"A"


def test_a_robots_txt_behind_too_many_redirects_counts_as_none(room: Newsroom) -> None:
    room.pages |= {"/robots.txt": (302, {"Location": "/robots.txt"}, b""), "/a": b"A"}
    assert visits(room, Clock()).visit(f"{room.url}/a").data == b"A"


@pytest.mark.parametrize("status", [429, 500, 503])
def test_while_robots_txt_is_not_to_be_had_nothing_is_visited(room: Newsroom, status: int) -> None:
    clock = Clock()
    room.pages |= {"/robots.txt": (status, {}, b""), "/a": b"A"}
    guest = visits(room, clock)
    for _ in range(3):
        with pytest.raises(TryLater) as later:
            guest.visit(f"{room.url}/a")
    assert len(room.asked) == 1
    assert later.value.until > clock.now
    clock.now = later.value.until + 1
    room.pages["/robots.txt"] = b""
    assert guest.visit(f"{room.url}/a").data == b"A"


def test_robots_txt_holds_for_a_day_and_for_thirty_if_it_cannot_be_renewed(room: Newsroom) -> None:
    clock = Clock()
    room.pages |= {"/robots.txt": b"User-agent: *\nDisallow: /private\n", "/a": b"A"}
    guest = visits(room, clock)
    for hours in (0, 12, 11):
        clock.now += hours * 3600
        guest.visit(f"{room.url}/a")
    assert sum(path == "/robots.txt" for path, _, _ in room.asked) == 1
    room.pages["/robots.txt"] = (500, {}, b"")
    clock.now += 2 * 3600
    guest.visit(f"{room.url}/a")
    assert sum(path == "/robots.txt" for path, _, _ in room.asked) == 2
    with pytest.raises(FetchRefused, match="asks programs not"):
        guest.visit(f"{room.url}/private")
    clock.now += 31 * 86_400
    with pytest.raises(TryLater):
        guest.visit(f"{room.url}/a")


def test_only_the_head_of_a_huge_robots_txt_is_heeded(room: Newsroom) -> None:
    filler = b"# all is well\n" * 60_000
    room.pages |= {"/robots.txt": b"User-agent: *\nDisallow: /private\n" + filler + b"Disallow: /a\n", "/a": b"A"}
    guest = visits(room, Clock())
    assert guest.visit(f"{room.url}/a").data == b"A"
    with pytest.raises(FetchRefused):
        guest.visit(f"{room.url}/private")


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_kept_for_the_whole_host(room: Newsroom, status: int) -> None:
    clock = Clock()
    room.pages |= {"/a": (status, {"Retry-After": "3600"}, b""), "/b": b"B"}
    guest = visits(room, clock)
    with pytest.raises(TryLater, match=str(status)) as later:
        guest.visit(f"{room.url}/a")
    assert later.value.until == pytest.approx(clock.now + 3600)
    with pytest.raises(TryLater):
        guest.visit(f"{room.url}/b")
    assert room.paths() == ["/a"]
    clock.now += 3601
    assert guest.visit(f"{room.url}/b").data == b"B"
    assert guest.hosts[room.url].failures == 0


def test_a_server_that_fails_is_asked_ever_more_rarely(room: Newsroom) -> None:
    clock = Clock()
    room.pages |= {"/a": (500, {}, b"")}
    guest = visits(room, clock)
    waits = []
    for _ in range(6):
        with pytest.raises(TryLater) as later:
            guest.visit(f"{room.url}/a")
        waits.append(later.value.until - clock.now)
        clock.now = later.value.until
    assert all(1.2 < after / before < 3.4 for before, after in pairwise(waits))
    assert [back_off(n, room.url) for n in range(1, 7)] == pytest.approx(waits)


def test_a_missing_page_is_no_failure_of_the_server(room: Newsroom) -> None:
    guest = visits(room, Clock())
    with pytest.raises(FetchRefused, match="404") as refused:
        guest.visit(f"{room.url}/gone")
    assert not isinstance(refused.value, TryLater)
    assert guest.hosts[room.url].failures == 0


def test_a_server_that_drips_is_left_in_time_and_tried_later(room: Newsroom) -> None:
    room.pages |= {"/a": (200, {"X-Drip": "0.05"}, b"x" * 200)}
    guest = visits(room, Clock())
    with pytest.raises(TryLater, match="in time"):
        guest.visit(f"{room.url}/a", limits=Limits(seconds=0.3))
    assert guest.hosts[room.url].failures == 1


def test_what_has_not_changed_is_not_sent_again(room: Newsroom) -> None:
    room.pages |= {"/a": b"A"}
    guest = visits(room, Clock())
    first = guest.visit(f"{room.url}/a")
    again = guest.visit(f"{room.url}/a", known=Known(etag=first.header("etag")))
    assert (again.status, again.data) == (304, b"")
    assert dict(first.exchange)["request:GET"] == f"{room.url}/a"
    assert dict(first.exchange)["response:status"] == "200"
    assert ("request:If-None-Match", first.header("ETag")) in again.exchange


def test_a_wait_is_over_when_we_are_told_to_stop(room: Newsroom) -> None:
    room.pages |= {"/a": b"A"}
    guest = Visits(allowed=room.allowed, delay=50.0)
    threading.Timer(0.2, guest.stop.set).start()
    with pytest.raises(TryLater, match="stopping"):
        guest.visit(f"{room.url}/a")


def test_a_private_address_is_refused_and_not_put_down_to_robots_txt(room: Newsroom) -> None:
    with pytest.raises(FetchRefused, match="not a public address") as refused:
        visits(room, Clock()).visit("http://127.0.0.2/a")
    assert not isinstance(refused.value, TryLater)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("99999999999999", 86_400.0),
        ("Fri, 15 Jan 2027 08:01:00 GMT", 60.0),
        ("Fri, 15 Jan 2027 07:00:00 GMT", 0.0),
        ("Fri, 15 Jan 2100 07:00:00 GMT", 86_400.0),
        ("-5", None),
        ("soon", None),
        ("", None),
        (None, None),
        ("１２０", None),
    ],
)
def test_retry_after_is_a_number_or_a_date_and_never_more_than_a_day(
    value: str | None, seconds: float | None
) -> None:
    assert retry_after(value, 1_800_000_000.0) == seconds


def test_pauses_double_differ_between_hosts_and_are_the_same_each_time() -> None:
    hosts = [f"https://{name}.example" for name in "abcdefgh"]
    assert len({back_off(3, host) for host in hosts}) == len(hosts)
    for host in hosts:
        assert back_off(3, host) == back_off(3, host)
        assert 90 <= back_off(3, host) <= 150
        assert back_off(500, host) <= 86_400 * 1.25
    assert back_off(0, "x") == 0


def test_a_clock_that_was_set_back_makes_nobody_wait_for_years(room: Newsroom) -> None:
    clock = Clock()
    room.pages |= {"/a": b"A"}
    later = clock.now + 5 * 365 * 86_400
    old = Host(visited=later, not_before=later, robots=Robots(text="", had=later, tried=later))
    assert visits(room, clock, hosts={room.url: old}).visit(f"{room.url}/a").data == b"A"


def test_hosts_are_visited_side_by_side_and_one_host_never_twice_at_a_time() -> None:
    running: dict[str, int] = {}
    most: dict[str, int] = {}
    meet = threading.Barrier(2, timeout=5)

    def work(job: tuple[str, int]) -> str:
        host, number = job
        running[host] = running.get(host, 0) + 1
        most[host] = max(most.get(host, 0), running[host])
        if number == 0:
            meet.wait()  # both hosts are under way together, or this breaks
        running[host] -= 1
        return f"{host}{number}"

    jobs = [(host, (host, number)) for number in range(5) for host in "ab"]
    done = [outcome for _, outcome in by_host(jobs, work, threading.Event())]
    assert sorted(done) == sorted(f"{host}{number}" for host in "ab" for number in range(5))
    assert [each for each in done if each[0] == "a"] == [f"a{n}" for n in range(5)]
    assert most == {"a": 1, "b": 1}


def test_work_that_breaks_or_is_broken_off_leaves_no_thread_behind() -> None:
    before = threading.active_count()

    def work(job: int) -> int:
        if job == 99:
            raise RuntimeError("broken")
        return job

    with pytest.raises(RuntimeError, match="broken"):
        list(by_host([(str(n % 7), n) for n in range(100)], work, threading.Event()))
    taken = by_host([(str(n % 7), n) for n in range(100)], lambda n: n, threading.Event())
    next(taken)
    taken.close()  # type: ignore[attr-defined]
    assert threading.active_count() == before
