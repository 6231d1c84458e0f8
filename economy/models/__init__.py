"""The economy's lines, and the files that they come from."""

from economy.models.files import ColumnMapping, EconomyFile, WaitingFile
from economy.models.lines import EconomyLine

__all__ = ["ColumnMapping", "EconomyFile", "EconomyLine", "WaitingFile"]
