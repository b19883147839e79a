# SPDX-License-Identifier: Apache-2.0
"""What goes wrong: ValueError for a wrong option or bad data, OSError for files, and NotFound for names."""


class NotFound(KeyError):
    """No entity, column or method has the name, or several have it. The message names what is near."""

    def __str__(self):
        return str(self.args[0]) if self.args else ""
