"""``?`` on every page leads to a help page of its own, and every help page can be found from the index."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from tests.cast import make_cast
from tests.site.samples import make_samples
from tests.site.shares import path_of, shares

pytestmark = pytest.mark.django_db
TOPICS = {path.stem for path in Path("src/gvi").glob("**/templates/help/*.html")} - {"index"}
ABOUT_ITSELF = {"/hjalp/", "/tillganglighet/"}


def test_every_page_has_its_help() -> None:
    cast = make_cast()
    samples = make_samples(cast)
    clients = {cell: cast[cell].client() for _, cell, _ in shares()}
    found = {}
    for _, cell, route in shares():
        answer = clients[cell].get(path := path_of(route, cell, cast, samples))
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            found[path] = html.fromstring(answer.content).xpath("//a[@data-help]")[0].get("href")
    assert len(found) > 50
    known = {reverse("help", args=[topic]) for topic in TOPICS}
    lost = {path: link for path, link in found.items() if link not in known and path not in ABOUT_ITSELF}
    assert lost == {}


def test_the_index_leads_to_every_topic(client: Client) -> None:
    links = html.fromstring(client.get("/hjalp/").content).xpath("//main//a/@href")
    assert {reverse("help", args=[topic]) for topic in TOPICS} == set(links)


@pytest.mark.parametrize("topic", sorted(TOPICS))
def test_every_topic_opens(client: Client, topic: str) -> None:
    answer = client.get(reverse("help", args=[topic]))
    assert answer.status_code == 200
    assert html.fromstring(answer.content).xpath("//main//h1")
