# SPDX-License-Identifier: Apache-2.0
"""The compiled part: whole, or where Graphviz is not installed without what draws and reads DOT."""
try:
    from . import _core as core
except ImportError:
    from . import _core_bare as core

__all__ = ["core"]
