"""Small pictures of what was asked about, kept while the ui runs: what the popup showed, for the timeline."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

MOST = 100
"""Pictures that are kept; the oldest goes first."""
SIZE = QSize(420, 240)
"""At most so large, physical px."""


class Album:
    """The pictures by request."""

    def __init__(self) -> None:
        self._pictures: OrderedDict[str, QImage] = OrderedDict()

    def keep(self, request: str, picture: QImage) -> None:
        """Keep the picture of a request."""
        small = picture
        if picture.width() > SIZE.width() or picture.height() > SIZE.height():
            how = Qt.TransformationMode.SmoothTransformation
            small = picture.scaled(SIZE, Qt.AspectRatioMode.KeepAspectRatio, how)
        self._pictures.pop(request, None)
        self._pictures[request] = small
        while len(self._pictures) > MOST:
            self._pictures.popitem(last=False)

    def of(self, request: str) -> QImage | None:
        """Give the picture of a request; None when there was none, or it is gone."""
        return self._pictures.get(request)
