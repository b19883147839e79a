#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""SQLite and a real PostgreSQL server give the answers that the files of graphs/talent give, and stay as they were.

    databases.py PROGRAM

The server is that of Debian's package `postgresql`: made in a temporary folder, by the user `postgres` if root runs this
(a server refuses to run as root), reached by a socket there and by no port, stopped and removed at the end whatever
happens. Without the package only SQLite is tested, and the exit code says that the rest was skipped.
"""
import csv
import os
import pwd
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SKIPPED = 77
BAD_INPUT = 3
INTERRUPTED = 130
TALENT = Path(__file__).resolve().parents[2] / "graphs" / "talent"
TABLES = ("entities", "relations", "sources", "claims")
QUESTIONS = (("info",), ("flow", "--by", "country"), ("facts",), ("check",))
PASSWORD = "g/e h@e:i%m"
PLACE = re.compile(r"/[^\s,]*/(\w+\.csv|dataset\.toml \(rows of the \w+ query\)):\d+")
URL_PASSWORD = "g%2Fe%20h%40e%3Ai%25m"
SPELT = "'" + PASSWORD + "'"


def read_table(table):
    with (TALENT / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = list(csv.reader(file))
    return header, rows


def quoted(names):
    return ", ".join('"' + name + '"' for name in names)


class Work:
    """The program, and a folder for datasets."""

    def __init__(self, program, folder):
        self.program, self.folder = program, folder

    def dataset(self, name, url, **queries):
        """A dataset without tables of its own: those of talent by queries, but for the queries given."""
        folder = self.folder / name
        folder.mkdir(exist_ok=True)
        for file in ("schema.toml", "regions.toml"):
            shutil.copy(TALENT / file, folder)
        queries = {table: f"select * from {table}" for table in TABLES} | queries
        lines = [f'{key} = """{text}"""'.replace("\\", "\\\\") for key, text in ({"url": url} | queries).items() if text]
        text = (TALENT / "dataset.toml").read_text(encoding="utf-8")
        (folder / "dataset.toml").write_text("\n".join([text, "[database]", *lines, ""]), encoding="utf-8")
        return folder

    def start(self, *words, **environment):
        clean = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
        return subprocess.Popen([self.program, *words], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, text=True, env=clean | environment)

    def run(self, *words, **environment):
        with self.start(*words, **environment) as work:
            out, err = work.communicate(timeout=120)
        assert PASSWORD not in out + err and URL_PASSWORD not in out + err, err
        return work.returncode, out, err

    def answers(self, folder, **environment):
        found = []
        for question in QUESTIONS:
            code, out, err = self.run(*question, "-g", folder, "-f", "csv", **environment)
            found.append((code, PLACE.sub("PLACE", out), err))  # where the rows stand is what differs
        return found

    def same_as_files(self, folder, what, **environment):
        for wanted, met in zip(self.answers(TALENT), self.answers(folder, **environment)):
            assert wanted == met, f"{what}\nwanted: {wanted}\nmet: {met}"
        print(f"{what}: the answers of the files")

    def refused(self, folder, *words, **environment):
        code, out, err = self.run("info", "-q", "-g", folder, **environment)
        assert code == BAD_INPUT and out == "", (code, out, err)
        assert all(word in err for word in words), f"wanted {words}, met: {err}"


def test_sqlite(work):
    path = work.folder / "talent.db"
    base = sqlite3.connect(path)
    base.execute("pragma journal_mode = wal")  # a reader opens this one in another way
    for table in TABLES:
        header, rows = read_table(table)
        base.execute(f"create table {table} ({quoted(header)})")
        marks = ", ".join("?" * len(header))
        base.executemany(f"insert into {table} values ({marks})", [[cell or None for cell in row] for row in rows[::-1]])
    base.commit()
    work.same_as_files(work.dataset("wal", "sqlite:../talent.db"), "SQLite, while it is open for writing")
    base.execute("pragma journal_mode = delete")
    base.close()
    before = path.read_bytes()
    folder = work.dataset("plain", f"sqlite:{path}")
    work.same_as_files(folder, "SQLite")
    work.refused(work.dataset("bad", f"sqlite:{path}", relations="delete from relations returning *"), "may only select",
                 "dataset.toml:")
    assert path.read_bytes() == before, "the file of SQLite has changed"


class Server:
    """A PostgreSQL server of its own."""

    def __init__(self, programs):
        self.programs = programs
        self.folder = Path(tempfile.mkdtemp(prefix="renmai-pg-"))
        self.user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        if self.user:
            owner = pwd.getpwnam("postgres")
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
        self.runs = False

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()
        shutil.rmtree(self.folder)

    def call(self, program, *words, text=None):
        done = subprocess.run([*self.user, self.programs / program, *words], input=text, capture_output=True, text=True,
                              check=False, cwd=self.folder)
        assert done.returncode == 0, f"{program}: {done.stdout}{done.stderr}"
        return done.stdout

    def start(self):
        self.call("initdb", "-D", self.folder / "data", "-U", "owner", "-E", "UTF8", "--no-locale", "--no-sync", "-A",
                  "trust")
        self.call("pg_ctl", "-D", self.folder / "data", "-l", self.folder / "log", "-w", "-o",
                  f"-c listen_addresses='' -c unix_socket_directories={self.folder} -c fsync=off", "start")
        self.runs = True

    def stop(self):
        if not self.runs:
            return
        self.call("pg_ctl", "-D", self.folder / "data", "-m", "immediate", "-w", "stop")
        self.runs = False

    def sql(self, text, base="postgres"):
        return self.call("psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", self.folder, "-U", "owner", "-d",
                         base, text=text)

    def dump(self):
        dump = self.call("pg_dump", "-h", self.folder, "-U", "owner", "postgres")
        return [line for line in dump.splitlines() if "restrict " not in line]  # those hold a word by chance

    def ask_for_passwords(self):
        rules = "local all owner trust\nlocal all all scram-sha-256\n"
        (self.folder / "data" / "pg_hba.conf").write_text(rules, encoding="utf-8")
        self.sql("select pg_reload_conf();")

    def url(self, password=URL_PASSWORD, base="postgres"):
        return f"postgresql://reader:{password}@/{base}?host={self.folder}"

    def active(self):
        return self.sql("select count(*) from pg_stat_activity where usename = 'reader' and state = 'active';").strip()

    def wait_for_active(self, count):
        until = time.monotonic() + 60
        while self.active() != count:
            assert time.monotonic() < until, f"{self.active()} queries are active, not {count}"
            time.sleep(0.05)


def fill(server):
    server.sql(f"set password_encryption = 'scram-sha-256'; create role reader login password {SPELT};")
    for table in TABLES:
        header, _ = read_table(table)
        columns = ", ".join(f'"{name}" text' for name in header)
        rows = (TALENT / f"{table}.csv").read_text(encoding="utf-8")
        server.sql(f"create table {table} ({columns});\ncopy {table} from stdin with (format csv, header);\n{rows}\\.\n")
        server.sql(f"grant all on {table} to reader;")  # so it is not for want of rights that nothing is written
    server.ask_for_passwords()


def test_answers(work, server):
    work.same_as_files(work.dataset("pg", server.url()), "PostgreSQL, by a url")
    words = f"postgresql:host={server.folder} user=reader dbname=postgres"
    escaped = PASSWORD.replace(" ", "\\ ")
    work.same_as_files(work.dataset("pg", f"{words} password={escaped}"), "PostgreSQL, by words")
    header, _ = read_table("relations")
    order = f"select {quoted(header[::-1])} from relations order by random();  -- the order says nothing"
    work.same_as_files(work.dataset("pg", words, relations=order), "PostgreSQL, the password from the environment",
                       PGPASSWORD=PASSWORD)


def test_types(work, server):
    entities = ("select 'a' as id, 'person' as kind, true as yes, 0.1::float8 as real, 1.50::numeric as exact, "
                "date '2020-02-29' as day, timestamptz '2020-01-01 01:00+01' as moment, null::text as nothing, 7 as whole "
                "union all select 'x', 'company', false, 1e100, null, null, null, null, null")
    relations = "select 'a' as \"from\", 'employment' as kind, 'x' as \"to\", date '2010-03-04' as start"
    folder = work.dataset("types", server.url(), entities=entities, relations=relations, claims="", sources="")
    target = work.folder / "types.out"
    code, _, err = work.run("export", "-q", "-g", folder, "-o", target)
    assert code == 0, err
    with (target / "entities.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    met = [rows["a"][name] for name in ("yes", "real", "exact", "day", "moment", "nothing", "whole") if name in rows["a"]]
    assert met == ["true", "0.1", "1.50", "2020-02-29", "2020-01-01 00:00:00+00", "7"], met
    assert rows["x"]["yes"] == "false" and rows["x"]["real"] == "1e+100", rows["x"]
    assert "2010-03-04" in (target / "relations.csv").read_text(encoding="utf-8")
    print("types: texts as they should be")


def test_bad_rows(work, server):
    place = "dataset.toml (rows of the relations query):"
    relations = ("select * from (values ('p_zheng', 'study', 'u_pku', '2021-13'), ('p_zheng', 'study', 'nobody', null)) "
                 "as t(\"from\", kind, \"to\", start)")
    work.refused(work.dataset("rows", server.url(), relations=relations), f"{place}1: '2021-13' is no date",
                 f"{place}2: unknown entity 'nobody'")
    work.refused(work.dataset("rows", server.url(), entities="select id, kind, '\\x00'::bytea as photo from entities"),
                 "(rows of the entities query):1: column 'photo' holds bytes, not text")
    server.sql("create database raw encoding 'SQL_ASCII' template template0;")
    entities = "select 'a' as id, 'person' as kind, E'b\\xff' as name"
    work.refused(work.dataset("rows", server.url(base="raw"), entities=entities, relations="select 1 as \"from\", 2 as "
                              "kind, 3 as \"to\" where false", sources="", claims=""), 'invalid byte sequence for encoding "UTF8"')


def test_refused(work, server):
    marker = server.folder / "marker"
    for query, *words in (
            ("select * from relation", 'the query fails: relation "relation" does not exist', "dataset.toml:"),
            ("select form from relations", 'column "form" does not exist', "relations.from"),
            ("selct 1", 'syntax error at or near "selct"'),
            ("", "the query is empty"),
            ("-- nothing", "the query gives no rows"),
            ("select 1; drop table relations", "multiple commands"),
            ("commit", "the query gives no rows"),
            ("set transaction read write", "the query gives no rows"),
            (f"copy (select 1) to program 'touch {marker}'", "the query gives no rows"),
            ("drop table relations", "the query gives no rows"),
            ("insert into relations select * from relations returning *", "read-only transaction"),
            ("with gone as (delete from relations returning *) select * from gone", "read-only transaction"),
            ("select $1::text as id", "the query has parameters"),
            ("select id, 1 / (id <> 'R009')::int as \"from\", kind, \"to\" from relations", "division by zero"),
            ("select 1 as kind, 2 as \"from\"", "there is no column 'to'")):
        work.refused(work.dataset("refused", server.url(), relations=query or " "), *words)
    code, _, err = work.run("info", "-g", work.dataset("refused", server.url(password="wr0ng")))
    assert code == BAD_INPUT and "password authentication failed" in err and "wr0ng" not in err, err
    work.refused(work.dataset("refused", server.url(base="none")), 'database "none" does not exist')
    assert not marker.exists()
    print("mistakes: refused with the server's words")


def test_one_state(work, server):
    """What is written while the first query runs is not seen by those after it."""
    slow = "select s.* from sources s cross join (select pg_sleep(2)) as pause"
    folder = work.dataset("state", server.url(), sources=slow)
    with work.start("info", "-q", "-g", folder, "-f", "csv") as reader:
        server.wait_for_active("1")
        server.sql("insert into entities (id, kind) values ('p_new', 'person');")
        out, err = reader.communicate(timeout=120)
    server.sql("delete from entities where id = 'p_new';")
    assert "entities,175\n" in out, out + err
    print("a row written meanwhile: not seen")


def test_stop(work, server):
    folder = work.dataset("stop", server.url(), relations="select pg_sleep(600), * from relations")
    with work.start("info", "-q", "-g", folder) as reader:
        server.wait_for_active("1")
        begin = time.monotonic()
        reader.send_signal(signal.SIGINT)
        reader.communicate(timeout=120)
    assert reader.returncode == INTERRUPTED, reader.returncode
    server.wait_for_active("0")
    print(f"a query stopped after {time.monotonic() - begin:.1f} s, on the server too")


def test_postgres(work, programs):
    with Server(programs) as server:
        server.start()
        fill(server)
        before = server.dump()
        for test in (test_answers, test_types, test_bad_rows, test_refused, test_one_state, test_stop):
            test(work, server)
        assert before == server.dump(), "the data has changed"
        server.stop()
        work.refused(work.dataset("gone", server.url()), "the database cannot be reached", "No such file or directory")
        print("PostgreSQL: as it was before, and stopped")


def main():
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    with tempfile.TemporaryDirectory() as scratch:
        work = Work(Path(sys.argv[1]).resolve(), Path(scratch))
        test_sqlite(work)
        if not found:
            print("no PostgreSQL server here")
            return SKIPPED
        test_postgres(work, found[-1].parent)
    return 0


if __name__ == "__main__":
    sys.exit(main())
