# SPDX-License-Identifier: Apache-2.0
import pathlib

import pytest

import renmai

ROOT = pathlib.Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def talent():
    return renmai.load(ROOT / "graphs" / "talent")


@pytest.fixture
def careers():
    """Three people, two companies, one move."""
    people = {"id": ["ana", "bo", "x", "y", "CN", "US"], "kind": ["person", "person", "company", "company", "place", "place"],
              "place": [None, None, "CN", "US", None, None], "level": [None, None, None, None, "country", "country"]}
    relations = {"from": ["ana", "ana", "bo"], "to": ["x", "y", "x"], "kind": ["employment"] * 3,
                 "start": ["2001", "2005", "2002"], "end": ["2005", "..", None], "tag": ["one", None, None]}
    return renmai.from_arrow(people, relations, name="careers")
