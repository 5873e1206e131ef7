"""PySide without the Python that it needs for mistakes alone: the same answers, later."""

from __future__ import annotations

from tests.fresh_python import told_by

_LEAN = "from ctohandover import lean_pyside; lean_pyside.load()"
_MISTAKES = """
import json
from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication(["mistakes"])
label, told = QLabel("text"), []
for mistake in (
    lambda: label.setText(4),
    lambda: label.setText("a", "b"),
    lambda: label.setAlignment("left"),
    lambda: QSize("wide"),
    lambda: QLabel("text", unknown=1),
    lambda: label.setText("text", unknown=1),
    lambda: label.nothing,
    lambda: QObject.setParent(label, 1),
    lambda: label.setText(5),
):
    try:
        mistake()
    except (TypeError, AttributeError) as error:
        told.append([type(error).__name__, str(error)])
from PySide6.support.signature import get_signature
told.append([QLabel.setText.__doc__, QSize.__doc__, str(get_signature(QSize)), str(get_signature(QLabel.setText))])
from PySide6.support.signature.lib.enum_sig import HintingEnumerator
told.append([HintingEnumerator.__name__, HintingEnumerator.__module__])
print(json.dumps(told))
"""
_STATE = """
import builtins, json, sys
compile_before = builtins.compile
from ctohandover import lean_pyside
lean_pyside.load()
parts = [sys.modules[file.removesuffix(".py").replace("/", ".")] for file in lean_pyside.LATE]
import PySide6.QtWidgets
print(json.dumps({
    "as before": builtins.compile is compile_before and builtins.__import__ is not builtins.__feature_import__,
    "late": sorted(lean_pyside._texts) == sorted(lean_pyside.LATE),
    "classes": sorted({kind for part in parts for kind in vars(part) if isinstance(vars(part)[kind], type)}),
}))
"""


def test_a_mistake_is_told_in_the_same_words() -> None:
    lean, plain = told_by(_LEAN + _MISTAKES), told_by("import PySide6.QtCore" + _MISTAKES)
    assert lean == plain
    assert isinstance(plain, list)
    assert len(plain) == 11


def test_nothing_of_it_has_run_and_python_is_as_before() -> None:
    assert told_by(_STATE) == {"as before": True, "late": True, "classes": []}
