# SPDX-License-Identifier: Apache-2.0
"""The verbs and passes as Python sees them: one row each, from the registry that the command line is made of."""
import inspect
import keyword
import textwrap

from ._load import core as _core

# Options that a view or this module stands for: data, output and how the program runs.
_NOT_OURS = {"graph", "input-format", "map", "mapping", "max-bad", "keep-duplicates", "format", "output", "no-header",
             "header", "csv-safe", "manifest", "color", "quiet", "verbose", "version", "help", "threads", "seed", "n"}
_GROUP_SELECTION, _GROUP_GROUPING, _GROUP_OWN = 2, 4, 64
_RENAMED = {"limit": "limit", "cols": "columns"}
# Verbs that only a shell needs.
_SHELL_VERBS = {"completion", "help", "import", "export", "serve", "shell"}


def python_name(name):
    """The name of an option or verb as Python writes it."""
    name = name.lower().replace("-", "_")
    return name + "_" if keyword.iskeyword(name) else name


class Verb:
    """One verb: how it is called, what it is called with, and what it says of itself."""

    def __init__(self, row):
        self.name = row["name"]
        self.method = python_name(row["name"])
        self.row = row
        self.open = row["open"]
        self.arguments = [(python_name(argument["name"]), argument) for argument in row["arguments"]]
        taken = {name for name, _ in self.arguments}
        self.options = {}
        for option in row["options"]:
            name = _RENAMED.get(option["name"], python_name(option["name"]))
            if option["name"] in _NOT_OURS and option["group"] != _GROUP_OWN:
                continue
            if name in taken or name in self.options:
                continue
            self.options[name] = option

    def signature(self):
        """self, the arguments, then every option by name."""
        kinds = inspect.Parameter
        parameters = [kinds("self", kinds.POSITIONAL_ONLY)]
        for name, argument in self.arguments:
            if argument["repeated"]:
                parameters.append(kinds(name, kinds.VAR_POSITIONAL))
            elif argument["required"]:
                parameters.append(kinds(name, kinds.POSITIONAL_OR_KEYWORD))
            else:
                parameters.append(kinds(name, kinds.POSITIONAL_OR_KEYWORD, default=None))
        for name in self.options:
            parameters.append(kinds(name, kinds.KEYWORD_ONLY, default=None))
        if self.open:
            parameters.append(kinds("pass_options", kinds.VAR_KEYWORD))
        return inspect.Signature(parameters)

    def doc(self):
        lines = [self.row["summary"] + ".", ""]
        if self.row["detail"]:
            lines += [textwrap.fill(part, 100) for part in self.row["detail"].split("\n\n")] + [""]
        if self.arguments or self.options:
            lines.append("Parameters:")
        for name, argument in self.arguments:
            lines.append(f"    {name}: {argument['summary']}")
        for name, option in self.options.items():
            if option["group"] != _GROUP_OWN:
                continue
            lines.append(f"    {name}: {option['summary']}")
        if self.row["selects"]:
            lines.append("    Options of selection and grouping may be given too, as in Graph.select and Graph.project.")
        if self.row["columns"]:
            lines += ["", "Columns:"]
            lines += [f"    {name}: {summary}" if summary else f"    {name}" for name, summary in self.row["columns"]]
        if self.row["examples"]:
            lines += ["", "On the command line: " + "; ".join(self.row["examples"])]
        return "\n".join(lines)

    def words(self, bound, extra):
        """The call as words of the command line."""
        words = [self.name]
        for name, option in self.options.items():
            words += option_words(option, bound.get(name))
        for name, value in extra.items():
            words += option_words({"name": name.rstrip("_").replace("_", "-"), "flag": isinstance(value, bool),
                                   "negation": "", "repeated": False}, value)
        words.append("--")
        for name, argument in self.arguments:
            value = bound.get(name)
            if argument["repeated"]:
                words += [text_of(item) for item in value or ()]
            elif value is not None:
                words.append(text_of(value))
        return words


def text_of(value):
    """A value as the command line writes it: dates as 2024-05-01, lists by commas."""
    if isinstance(value, (list, tuple, set, frozenset)):
        return ",".join(text_of(item) for item in (sorted(value) if isinstance(value, (set, frozenset)) else value))
    return value.isoformat()[:10] if hasattr(value, "isoformat") else str(value)


def option_words(option, value):
    """One option with its value; nothing for None."""
    name = option["name"]
    if value is None:
        return []
    if option["flag"]:
        if not isinstance(value, bool):
            raise ValueError(f"{python_name(name)} is True or False, got {value!r}")
        if value:
            return [f"--{name}"]
        return [f"--{option['negation']}"] if option["negation"] else []
    if option["repeated"] and isinstance(value, (list, tuple)):
        return [f"--{name}={text_of(item)}" for item in value]
    return [f"--{name}={text_of(value)}"]


VERBS = {verb.method: verb for verb in map(Verb, _core.catalogue()) if verb.name not in _SHELL_VERBS}


def shared_options(group):
    """The options of selection or of grouping, by Python name."""
    options = {}
    for verb in VERBS.values():
        for name, option in verb.options.items():
            if option["group"] == group:
                options.setdefault(name, option)
    return options


SELECTION = shared_options(_GROUP_SELECTION)
GROUPING = shared_options(_GROUP_GROUPING)
