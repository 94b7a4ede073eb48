"""The site of this repository, built once for all tests of its contents."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from contents.helpers import REPO, Copy, read_interview
from support import build

if TYPE_CHECKING:
    from onrecord.model import Interview
    from support import Built


@pytest.fixture(scope="session")
def workshop(tmp_path_factory: pytest.TempPathFactory):
    return tmp_path_factory.mktemp("contents")


@pytest.fixture(scope="session")
def site(workshop) -> Built:
    """The built pages."""
    return build(REPO, out=workshop / "html", doctrees=workshop / "doctrees")


@pytest.fixture(scope="session")
def domain(site: Built):
    return site.env.get_domain("interview")


@pytest.fixture(scope="session")
def altman() -> Interview:
    """The interview with its apparatus, without a problem."""
    return read_interview()


@pytest.fixture(scope="session")
def copy(workshop) -> Copy:
    """A copy of the sources that a test may change."""
    return Copy(workshop / "copy")


@pytest.fixture(scope="session")
def records(copy: Copy) -> list[dict]:
    """What ``-b quotes`` says of the unchanged sources: quotations and claims."""
    found = copy.build()
    lines = (found.out / "quotes.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]
