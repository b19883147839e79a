# SPDX-License-Identifier: Apache-2.0
"""Graphs: loaded records seen through a selection."""
import inspect
import warnings

from ._load import core as _core
from ._catalogue import GROUPING, SELECTION, VERBS, option_words, text_of
from ._progress import Progress
from ._table import Picture, Table, shown

_DRAWN_AT_MOST = 150  # entities that a notebook draws of itself, with their names
_MAPPED_AT_MOST = 20_000  # as points


def _tell(messages):
    for message in messages:
        warnings.warn(message, stacklevel=4)


class Graph:
    """Records of who worked where, studied where and taught whom, seen through a selection.

    Every verb and pass of the program is a method; `select(...)` narrows what counts, `project(...)` says what the
    vertices and edges are, and both give a new view of the same records. A method takes the same options, for one call.
    """

    def __init__(self, data, settings=None):
        self._data = data
        self._settings = dict(settings or {})

    # Views.

    def select(self, **options):
        """A view in which other relations count. Options: those of selection, such as kinds="employment",
        min_confidence=0.75, during="2020/2024", certain=True, where="role ~ intern"."""
        return self._view(options, SELECTION)

    def project(self, **options):
        """A view of other vertices and edges: roll_up="top", directed=True, edges="together", isolates=True."""
        return self._view(options, GROUPING)

    def _view(self, options, known):
        for name, value in options.items():
            if name not in known:
                raise TypeError(f"there is no option {name!r}; there are {', '.join(sorted(known))}")
            option_words(known[name], value)
        return Graph(self._data, {**self._settings, **options})

    # Calls.

    def _call(self, verb, bound, extra):
        given = {name: value for name, value in self._settings.items() if name in verb.options}
        given.update({name: value for name, value in bound.items() if value is not None})
        progress = Progress()
        try:
            answer = _core.call(self._data, verb.words(given, extra), progress)
        finally:
            progress.close()
        _tell(answer.warnings)
        return answer

    def _table(self, verb, bound, extra):
        answer = self._call(verb, bound, extra)
        if answer.table is None:
            return answer.text.decode("utf-8")
        return Table(answer.table, self._opener(verb, bound, extra))

    def _opener(self, verb, bound, extra):
        """What opens a row of the table of a call."""

        def open_row(row, number):
            again = {**bound, "limit": None, "sort": None, "columns": None}
            if verb.name in ("flow", "moves"):
                rows = self._table(verb, {**again, "why": True}, extra)
                keys = [key for key in ("year", "quarter", "month", "from_id", "to_id", "person") if key in row
                        and key in rows.columns]
                return rows.take([k for k, other in enumerate(rows.to_dicts())
                                  if all(other[key] == row[key] for key in keys)])
            if verb.name == "rank":
                return self._table(verb, {**again, "why": row["id"]}, extra)
            if verb.name in ("at", "path"):
                rows = self._table(verb, {**again, "why": True}, extra)
                return rows.take([k for k, other in enumerate(rows["row"]) if other == number + 1])
            if row.get("relation"):
                return self.why(row["relation"])
            raise ValueError(f"a row of {verb.name} has no relation to open")

        return open_row

    # Pictures.

    def draw(self, kind="graph", *names, form=None, **options):
        """A picture: "graph", "path" A B, "lineage" NAME, "flow", ...; "page" for a browser. Options are those of
        `renmai draw`. Without `form` it is SVG, and HTML for "page"."""
        form = form or ("html" if kind == "page" else "svg")
        verb = VERBS["draw"]
        known = {name: value for name, value in options.items() if name in verb.options}
        extra = {name: value for name, value in options.items() if name not in verb.options}
        bound = {**known, "format": form}
        positional = dict(zip([name for name, _ in verb.arguments], [kind, names]))
        answer = self._call(verb, {**bound, **positional}, extra)
        return Picture(bytes(answer.text), form)

    def _repr_mimebundle_(self, include=None, exclude=None):
        card = self.info()._repr_html_()
        kinds = []
        if self._data.entity_count() <= _DRAWN_AT_MOST * 2:
            kinds.append(("graph", {"max_vertices": _DRAWN_AT_MOST}))
        if self._data.entity_count() <= _MAPPED_AT_MOST:
            kinds.append(("map", {}))
        for kind, options in kinds:
            try:
                return shown(str(self.draw(kind, **options)), card, repr(self))
            except (OSError, ValueError):  # nothing to draw with, too much, or nothing to draw
                continue
        return {"text/html": card, "text/plain": repr(self)}

    def __repr__(self):
        settings = ", ".join(f"{name}={value!r}" for name, value in self._settings.items())
        name = self._data.name() or "unnamed"
        return (f"<renmai.Graph {name}: {self._data.entity_count():,} entities, {self._data.relation_count():,} "
                f"relations{'; ' + settings if settings else ''}>")

    # Records and graphs for other libraries.

    def tables(self):
        """The records as tables: entities, relations, sources, claims, with the columns of a dataset folder."""
        return self._record_tables()[1]

    def _record_tables(self):
        """What the program gives of the records, and the tables of it."""
        made = _core.record_tables(self._data)
        return made, {name: Table(made[name]) for name in ("entities", "relations", "sources", "claims")}

    def network(self):
        """The vertices and the edges of the graph that the view makes: two tables; edges give vertices by number."""
        words = []
        for name, option in {**SELECTION, **GROUPING}.items():
            words += option_words(option, self._settings.get(name))
        progress = Progress()
        try:
            vertices, edges = _core.network(self._data, words, bool(self._settings.get("directed", False)), progress)
        finally:
            progress.close()
        return Table(vertices), Table(edges)

    def to_networkx(self, relations=True):
        """A networkx.MultiDiGraph of all records: a node an entity, an edge a relation, with their columns as
        attributes; from_networkx gives the same records back. With relations=False the simple graph of the view:
        a networkx.Graph, or DiGraph if it is directed, with weights."""
        import networkx

        if not relations:
            vertices, edges = self.network()
            directed = edges.stamp["direction"] == "directed"
            graph = networkx.DiGraph() if directed else networkx.Graph()
            ids = vertices["id"].to_list()
            graph.add_nodes_from((row["id"], {"name": row["name"], "kind": row["kind"]}) for row in vertices.to_dicts())
            graph.add_weighted_edges_from((ids[row["from"]], ids[row["to"]], row["weight"]) for row in edges.to_dicts())
            return graph
        made, tables = self._record_tables()
        graph = networkx.MultiDiGraph(name=self._data.name(), **_extras(made, tables))
        for row in tables["entities"].to_dicts():
            graph.add_node(row.pop("id"), **{key: value for key, value in row.items() if value is not None})
        for row in tables["relations"].to_dicts():
            attributes = {key: value for key, value in row.items() if value is not None and key not in ("from", "to")}
            graph.add_edge(row["from"], row["to"], key=row.get("id"), **attributes)
        return graph

    def to_igraph(self, relations=True):
        """An igraph.Graph, as to_networkx: of all records, or with relations=False of the view."""
        import igraph

        if not relations:
            vertices, edges = self.network()
            graph = igraph.Graph(n=len(vertices), edges=list(zip(edges["from"].to_list(), edges["to"].to_list())),
                                 directed=edges.stamp["direction"] == "directed")
            for name, key in (("id", "name"), ("name", "label"), ("kind", "kind")):
                graph.vs[key] = vertices[name].to_list()
            graph.es["weight"] = edges["weight"].to_list()
            return graph
        made, tables = self._record_tables()
        entities, rows = tables["entities"], tables["relations"]
        number = {entity: k for k, entity in enumerate(entities["id"].to_list())}
        pairs = [(number[a], number[b]) for a, b in zip(rows["from"].to_list(), rows["to"].to_list())]
        graph = igraph.Graph(n=len(entities), edges=pairs, directed=True)
        for key, value in {"name": self._data.name(), **_extras(made, tables)}.items():
            graph[key] = value
        for name in entities.columns:
            graph.vs["name" if name == "id" else "label" if name == "name" else name] = entities[name].to_list()
        for name in rows.columns:
            if name not in ("from", "to"):
                graph.es[name] = rows[name].to_list()
        return graph

    def to_scipy(self):
        """The adjacency of the view as a scipy.sparse.csr_array, and the table of its vertices, row by row."""
        import numpy
        import scipy.sparse

        vertices, edges = self.network()
        rows, columns, weights = (numpy.asarray(edges[name]) for name in ("from", "to", "weight"))
        if edges.stamp["direction"] != "directed":
            loops = rows == columns
            rows, columns = (numpy.concatenate([rows, columns[~loops]]), numpy.concatenate([columns, rows[~loops]]))
            weights = numpy.concatenate([weights, weights[~loops]])
        shape = (len(vertices), len(vertices))
        return scipy.sparse.coo_array((weights, (rows, columns)), shape=shape).tocsr(), vertices


def _extras(made, tables):
    """What goes with the records but is neither entity nor relation."""
    extras = {key: made[key] for key in ("schema", "regions") if made[key]}
    for name in ("sources", "claims"):
        if len(tables[name]):
            extras[name] = tables[name].to_dicts()
    return extras


def _method(verb):
    signature = verb.signature()

    def method(self, *arguments, **options):
        bound = signature.bind(self, *arguments, **options).arguments
        bound.pop("self")
        extra = bound.pop("pass_options", {})
        return self._table(verb, bound, extra)

    method.__name__ = verb.method
    method.__qualname__ = f"Graph.{verb.method}"
    method.__doc__ = verb.doc()
    method.__signature__ = signature
    return method


for _verb in VERBS.values():
    if _verb.method != "draw" and not hasattr(Graph, _verb.method):
        setattr(Graph, _verb.method, _method(_verb))

_roster = Graph.at


def _at(self, *words, **options):
    """With one date, the view of what holds on it: g.at("2024-05"). With an organisation and a date, who was there:
    g.at("DeepSeek", "2024-05"); the columns and options of that table follow.

    """
    if len(words) == 1 and "date" not in options:
        return self.select(at=text_of(words[0]), **options)
    return _roster(self, *words, **options)


_at.__name__, _at.__qualname__, _at.__doc__ = "at", "Graph.at", _at.__doc__ + (_roster.__doc__ or "")
_at.__signature__ = inspect.Signature([inspect.Parameter("self", inspect.Parameter.POSITIONAL_ONLY),
                                       inspect.Parameter("words", inspect.Parameter.VAR_POSITIONAL),
                                       inspect.Parameter("options", inspect.Parameter.VAR_KEYWORD)])
Graph.at = _at


_rank = Graph.rank


def _rank_by(self, by=None, **options):
    return _rank(self, by=by, **options)


_rank_by.__name__, _rank_by.__qualname__, _rank_by.__doc__ = "rank", "Graph.rank", _rank.__doc__
Graph.rank = _rank_by


# Making graphs.


def _data_of(make):
    progress = Progress()
    try:
        data = make(progress)
    finally:
        progress.close()
    _tell(data.warnings)
    return Graph(data)


def load(*paths, **options):
    """Reads a dataset in whatever form: a folder, a snapshot, a table of careers, node and edge tables, an edge list,
    DOT. Options are those of the program: mapping="FILE", map="person=name", max_bad=10, input_format="careers"."""
    words = []
    for path in paths:
        for one in path if isinstance(path, (list, tuple)) else [path]:
            words += ["-g", str(one)]
    for name, value in options.items():
        if value is True:
            words.append("--" + name.replace("_", "-"))
        elif value is not None and value is not False:
            words.append(f"--{name.replace('_', '-')}={text_of(value)}")
    if not paths:
        raise ValueError("load wants a path")
    return _data_of(lambda progress: _core.load(words, progress))


def from_arrow(people=None, relations=None, *, sources=None, claims=None, source="from", target="to", regions="",
               schema="", name=""):
    """A graph of frames: anything with __arrow_c_stream__, such as those of pandas, polars, pyarrow and DuckDB, or
    dictionaries of lists.

    people: columns id and kind ("person" where it is empty), and as wanted name, aliases, part_of, place, level, flags.
    relations: `source` and `target` name the columns of the ends; kind ("edge" where it is missing), start, end, role,
    confidence, weight, source, locator and so on as in relations.csv. Other columns are kept as properties. Without
    people the ends become entities as they are met.
    """
    if people is None and relations is None:
        raise ValueError("from_arrow wants people, relations or both")
    settings = {"source": source, "target": target, "regions": regions, "schema": schema, "name": name}
    return _data_of(lambda progress: _core.from_frames(people, relations, sources, claims, settings, progress))


def _columns(rows):
    """Dictionaries with some keys as columns of lists."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    return {name: [row.get(name) for row in rows] for name in names}


def _frames(values):
    return {name: _columns(values[name]) for name in ("sources", "claims") if values.get(name)}


def from_networkx(graph):
    """A graph of a networkx graph: nodes are entities, edges relations, and their attributes columns. Nodes without a
    kind are of the kind "other", edges without one of the kind "edge"."""
    people = _columns([{"id": node, "kind": "other", **data} for node, data in graph.nodes(data=True)])
    edges = []
    for edge in graph.edges(keys=True, data=True) if graph.is_multigraph() else graph.edges(data=True):
        row = {"from": edge[0], "to": edge[1], **edge[-1]}
        if graph.is_multigraph() and "id" not in row and isinstance(edge[2], str):
            row["id"] = edge[2]
        edges.append(row)
    values = graph.graph
    return from_arrow(people, _columns(edges) or None, schema=values.get("schema", ""),
                      regions=values.get("regions", ""), name=str(values.get("name", "") or ""), **_frames(values))


def from_igraph(graph):
    """A graph of an igraph graph, as from_networkx. The vertex attribute `name` is the id, `label` the name."""
    names = graph.vs["name"] if "name" in graph.vs.attributes() else [str(k) for k in range(graph.vcount())]
    people = {"id": names, "kind": ["other"] * graph.vcount()}
    for key in graph.vs.attributes():
        if key != "name":
            people["name" if key == "label" else key] = graph.vs[key]
    edges = {"from": [names[edge.source] for edge in graph.es], "to": [names[edge.target] for edge in graph.es]}
    edges.update({key: graph.es[key] for key in graph.es.attributes()})
    values = {key: graph[key] for key in graph.attributes()}
    return from_arrow(people, edges if graph.ecount() else None, schema=values.get("schema", "") or "",
                      regions=values.get("regions", "") or "", name=str(values.get("name", "") or ""),
                      **_frames(values))
