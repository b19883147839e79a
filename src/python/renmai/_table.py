# SPDX-License-Identifier: Apache-2.0
"""A result: named, typed columns of equal length, with the stamp of what made them."""
import base64
import html

from ._load import core as _core

_ROWS_SHOWN = 20


def shown(svg, card, text):
    """What a notebook shows of something with a picture and a card. The picture comes first, and stands in the card too,
    as many notebooks take HTML where there is any."""
    image = base64.b64encode(svg.encode("utf-8")).decode("ascii")
    picture = f'<img alt="drawn" style="max-width:100%" src="data:image/svg+xml;base64,{image}">'
    return {"image/svg+xml": svg, "text/html": picture + card, "text/plain": text}


class Column:
    """One column of a table. Numbers are the table's own memory, so numpy.asarray(column) copies nothing."""

    def __init__(self, table, name, unit):
        self.name = name
        self.unit = unit
        self._table = table

    def __len__(self):
        return self._table.row_count()

    def __array__(self, dtype=None, copy=None):
        import numpy

        values = self._table.values(self.name)
        array = numpy.asarray(values, dtype=object) if isinstance(values, list) else values
        if dtype is not None and array.dtype != dtype:
            if copy is False:
                raise ValueError("another dtype wants a copy")
            return array.astype(dtype)
        return array.copy() if copy else array

    def to_list(self):
        """The values as Python objects: None for what is absent."""
        values = self._table.values(self.name)
        if isinstance(values, list):
            return [value or None for value in values]
        return [None if value == _core.absent else value for value in values.tolist()]

    def __iter__(self):
        return iter(self.to_list())

    def __getitem__(self, row):
        if isinstance(row, slice):
            return self.to_list()[row]
        return self.to_list()[row]

    def __repr__(self):
        unit = f", {self.unit}" if self.unit else ""
        return f"<renmai.Column {self.name}{unit}: {len(self)} values>"


class Table:
    """Named, typed columns with the stamp of how they were made.

    pandas, polars, DuckDB and pyarrow read it through the Arrow C stream interface without a copy of the numbers;
    `to_pandas()` and `to_polars()` are short for that. `why(row)` opens a row.
    """

    def __init__(self, held, opener=None):
        self._held = held
        self._opener = opener
        self._units = dict(zip(held.names(), held.units()))

    @property
    def columns(self):
        """The names of the columns."""
        return list(self._units)

    @property
    def units(self):
        """The units of the columns that have one."""
        return {name: unit for name, unit in self._units.items() if unit}

    @property
    def stamp(self):
        """What made the table: selection, rules, counts, the hash of the data."""
        return dict(self._held.stamp())

    @property
    def shape(self):
        return len(self), len(self._units)

    def __len__(self):
        return self._held.row_count()

    def __getitem__(self, name):
        """A column by name, or a table of some rows by a slice."""
        if isinstance(name, slice):
            return self.take(range(*name.indices(len(self))))
        self._held.is_text(name)  # raises for a name that no column has
        return Column(self._held, name, self._units[name])

    def __iter__(self):
        return iter(self.to_dicts())

    def take(self, rows):
        """The table of these rows, in this order."""
        rows = [row if row >= 0 else row + len(self) for row in rows]
        for row in rows:
            if not 0 <= row < len(self):
                raise IndexError(f"there is no row {row}; the table has {len(self)}")
        return Table(self._held.take(rows), self._opener)

    def head(self, count=5):
        return self[:count]

    def row(self, row):
        """One row as a dictionary."""
        return self.take([row]).to_dicts()[0]

    def to_dicts(self):
        """The rows as dictionaries; None for what is absent."""
        lists = [self[name].to_list() for name in self.columns]
        return [dict(zip(self.columns, cells)) for cells in zip(*lists)]

    def to_pandas(self):
        """A pandas.DataFrame. Whole numbers with absent ones are of the dtype Int64, texts without value None."""
        import numpy
        import pandas

        columns = {}
        for name in self.columns:
            values = self._held.values(name)
            if isinstance(values, list):
                columns[name] = pandas.Series([value or None for value in values], dtype=object)
            elif values.dtype == numpy.int64 and (values == _core.absent).any():
                columns[name] = pandas.arrays.IntegerArray(values.copy(), values == _core.absent)
            else:
                columns[name] = values
        frame = pandas.DataFrame(columns, copy=False)
        frame.attrs["stamp"] = self.stamp
        return frame

    def to_polars(self):
        """A polars.DataFrame over the same memory."""
        import polars

        return polars.DataFrame(self)

    def to_csv(self, path=None):
        """The table as CSV: written to a file, or given as text."""
        text = self._held.written("csv")
        if path is None:
            return text
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        return None

    def footnotes(self):
        """A Markdown table with sources and locators as numbered notes."""
        return self._held.written("footnotes")

    def why(self, row):
        """What a row rests on: people, relations, rules and sources, as a table."""
        if self._opener is None:
            raise ValueError("the rows of this table do not open; those of flow, moves, rank, at, path and of every "
                             "table of relations do")
        return self._opener(self.row(row), row)

    def __arrow_c_stream__(self, requested_schema=None):
        return self._held.arrow_stream()

    def __repr__(self):
        return self._held.take(list(range(min(len(self), _ROWS_SHOWN)))).written("box")

    def _repr_html_(self):
        names = self.columns
        shown = self[:_ROWS_SHOWN]
        head = "".join(f"<th>{html.escape(name)}</th>" for name in names)
        rows = []
        for k in range(len(shown)):
            cells = "".join(
                f'<td style="text-align:{"left" if self._held.is_text(name) else "right"}">'
                f"{html.escape(shown._held.cell(name, k))}</td>"
                for name in names
            )
            rows.append(f"<tr>{cells}</tr>")
        more = f"<p>{len(self) - len(shown):,} more rows</p>" if len(self) > len(shown) else ""
        stamp = "".join(
            f"<div><b>{html.escape(key)}</b> {html.escape(value)}</div>" for key, value in self._held.stamp()
        )
        return (
            f'<div class="renmai-table"><table><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table>'
            f'{more}<details><summary>{len(self):,} rows; how they were made</summary>'
            f'<div style="font-size:smaller">{stamp}</div></details></div>'
        )

    def _repr_mimebundle_(self, include=None, exclude=None):
        """Flows show themselves as a Sankey diagram above their table."""
        svg = self._held.picture()
        if svg is None:
            return {"text/html": self._repr_html_(), "text/plain": repr(self)}
        return shown(svg, self._repr_html_(), repr(self))


class Picture:
    """A drawing. Notebooks show it; `save(path)` writes it, `str(picture)` is its text where it has one."""

    _TYPES = {"svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf", "dot": "text/vnd.graphviz",
              "html": "text/html"}

    def __init__(self, data, form):
        self.data = data
        self.form = form

    def save(self, path):
        with open(path, "wb") as file:
            file.write(self.data)

    def __str__(self):
        return self.data.decode("utf-8")

    def __repr__(self):
        return f"<renmai.Picture: {self.form}, {len(self.data):,} bytes>"

    def _repr_mimebundle_(self, include=None, exclude=None):
        kind = self._TYPES[self.form]
        if self.form == "png":
            return {kind: base64.b64encode(self.data).decode("ascii")}, {}
        if self.form == "pdf":
            return {"text/plain": repr(self)}, {}
        if self.form == "html":  # a document of its own, which may touch nothing of the notebook around it
            frame = (f'<iframe srcdoc="{html.escape(str(self))}" sandbox="allow-scripts allow-downloads" '
                     'title="renmai" style="width:100%;height:640px;border:1px solid #ccc"></iframe>')
            return {kind: frame, "text/plain": repr(self)}, {}
        return {kind: str(self), "text/plain": repr(self)}, {}
