# SPDX-License-Identifier: Apache-2.0
"""Progress of long calls: a line on a terminal, a bar in a notebook, nothing where neither is there to see it."""
import sys


def _in_notebook():
    shell = sys.modules.get("IPython")
    shell = shell.get_ipython() if shell is not None else None
    return shell is not None and "IPKernelApp" in getattr(shell, "config", {})


class Progress:
    """Draws progress as it is told, and takes it away at the end."""

    def __init__(self):
        self._drawn = False
        self._display = None

    def __call__(self, what, done, total):
        share = f"{100 * done // total} %" if total else f"{done:,}"
        if _in_notebook():
            self._draw_in_notebook(what, done, total, share)
        elif sys.stderr is not None and sys.stderr.isatty():
            sys.stderr.write(f"\r\x1b[K{what}: {share}")
            sys.stderr.flush()
            self._drawn = True

    def _draw_in_notebook(self, what, done, total, share):
        from IPython.display import HTML, display

        bar = f'<progress max="{total}" value="{done}"></progress>' if total else ""
        html = HTML(f"{what} {bar} {share}")
        if self._display is None:
            self._display = display(html, display_id=True)
        else:
            self._display.update(html)

    def close(self):
        if self._drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
        if self._display is not None:
            from IPython.display import HTML

            self._display.update(HTML(""))
