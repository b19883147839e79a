# SPDX-License-Identifier: Apache-2.0
"""renmai (人脉): who worked where, studied where and taught whom, with dates, sources and doubt.

    import renmai
    g = renmai.load("graphs/talent")
    g.flow(by="country", per="year").to_pandas()
    g.rank("betweenness")
    g.path("Zizheng Pan", "Liang Wenfeng").why(0)
"""
from ._errors import NotFound
from ._graph import Graph, from_arrow, from_igraph, from_networkx, load
from ._load import core as _core
from ._table import Column, Picture, Table

__all__ = ["Column", "Graph", "NotFound", "Picture", "Table", "from_arrow", "from_igraph", "from_networkx", "load",
           "set_thread_count"]
set_thread_count = _core.set_thread_count
__version__ = "0.1.0"
