"""DuckDB as a driver of scripts/bench: moves between organisations a year, from the table of careers itself.

The rule, as far as a window function says it: a person's spells in the order of their starts; where two that follow each
other are at different organisations, the person moved in the year in which the later one starts. It has no visits, gaps
or merged tenures, so its counts are near ours and not the same.
"""
import duckdb

from peer import serve

FLOW = """
create or replace temp table flow as
select origin, org as destination, start as year, count(*) as moves
from (select org, start, lag(org) over (partition by person order by start, "end") as origin
      from read_csv('{file}', header = true))
where origin <> org
group by all
"""

connection = duckdb.connect()


def load(path, directed):
    """Nothing is kept: the query reads the file."""
    return path, connection.execute(f"select count(*) from read_csv('{path}', header = true)").fetchone()[0]


def load_and_flow(_, file, **options):
    return (lambda: connection.execute(FLOW.format(file=file)),
            lambda _: connection.execute("select sum(moves) from flow").fetchone()[0])


serve(load, {"load-and-flow": load_and_flow}, lambda count: connection.execute(f"set threads = {count}"))
