"""Build hook: `pip install .` gets the resources, translations compiled.

An editable install gets neither: it reads the checkout's, and a copy would only grow stale.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileTranslations(BuildHookInterface):  # type: ignore[type-arg]  # generic over the builder's configuration
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        path = Path(self.root) / "packaging" / "translations.py"
        spec = importlib.util.spec_from_file_location("ctohandover_translations", path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        module.compile_catalogues(Path(self.root))
        build_data["force_include"][str(Path(self.root) / "resources")] = "ctohandover/resources"
