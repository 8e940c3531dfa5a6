"""The one build step setup.cfg cannot say: data/ and scenarios/ travel inside the package."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

CARRIED = ("data", "scenarios")


class BuildWithFolders(build_py):
    """Copies the carried folders into the built package; an editable install reads them where they lie."""

    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return
        for folder in CARRIED:
            inside = Path(self.build_lib, "actuary", folder)
            shutil.rmtree(inside, ignore_errors=True)  # what an earlier build left there may be gone since
            shutil.copytree(folder, inside)


setup(cmdclass={"build_py": BuildWithFolders})
