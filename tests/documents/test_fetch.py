"""Pages from the network: what is refused, and the limits, against a server in this process."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from reportedly.documents.fetch import fetch, is_public
from reportedly.errors import DocumentError


class Pages(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "http://[::1]:1/secret")
            self.end_headers()
        elif self.path == "/round":
            self.send_response(302)
            self.send_header("Location", "/round")
            self.end_headers()
        elif self.path == "/to-page?a=1":
            self.send_response(301)
            self.send_header("Location", "page")
            self.end_headers()
        elif self.path == "/page":
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(b"<p>Twelve died.")
        elif self.path == "/slow":
            self.send_response(200)
            self.end_headers()
            for _ in range(100):
                self.wfile.write(b"x")
                self.wfile.flush()
                threading.Event().wait(0.05)
        else:
            self.send_error(404)

    def log_message(self, *arguments):
        """Say nothing."""


@pytest.fixture
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def this_machine(address):
    return address == "127.0.0.1"


def test_a_page_with_its_final_address_and_kind(site):
    found = fetch(f"{site}/to-page?a=1", this_machine)
    assert found == (b"<p>Twelve died.", f"{site}/page", "html")


def test_a_private_address_is_not_fetched(site):
    with pytest.raises(DocumentError, match=r"127\.0\.0\.1, a private address"):
        fetch(f"{site}/page")


def test_a_redirect_does_not_lead_to_a_private_address(site):
    with pytest.raises(DocumentError, match="::1, a private address"):
        fetch(f"{site}/away", this_machine)


@pytest.mark.parametrize(
    ("path", "message"),
    [("/round", "more than 5 redirects"), ("/none", "answers with status 404")],
)
def test_what_does_not_come_to_a_page(site, path, message):
    with pytest.raises(DocumentError, match=message):
        fetch(site + path, this_machine)


def test_a_server_that_drips_is_given_up(site):
    with pytest.raises(DocumentError, match=r"took over 0\.3 seconds"):
        fetch(f"{site}/slow", this_machine, seconds=0.3)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://a.example/x", "http://", "https:x"])
def test_other_schemes_are_refused(url):
    with pytest.raises(DocumentError, match="not an address that starts with http"):
        fetch(url)


def test_without_a_network_the_error_says_so():
    with pytest.raises(DocumentError, match="is there a network"):
        fetch("http://orlopost.invalid/")


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1",
     "0.0.0.0", "::1", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1", "224.0.0.1"],
)  # fmt: skip
def test_private_addresses(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1"])
def test_public_addresses(address):
    assert is_public(address)
