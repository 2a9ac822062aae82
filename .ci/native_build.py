"""Build hook: compiles the native modules where there is a C compiler. Without one the package is pure Python.

`SCRAPER_NATIVE=1` makes a failure an error (for wheels and CI), `SCRAPER_PURE=1` compiles nothing.
To have wrong reads and writes reported, compile with `CFLAGS` and `LDFLAGS` of
"-fsanitize=address,undefined"; `tests/bench/native_fuzz.py` says how it is run then.
"""

import os
import shutil
import sysconfig
from hashlib import sha256
from multiprocessing import get_start_method
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

HOME = Path("scraper/extraction/native")
WORK = Path("build/native")  # holds what was compiled, so that nothing is compiled twice
FLAGS = {"nt": ("/O2", "/fp:precise")}
# Sums and products must round as numpy's do, so none may be contracted into one operation. That roots set no
# errno and nothing traps lets a compiler use vectors for them, and changes no result.
UNIX_FLAGS = (
    "-O3",
    "-g0",
    "-ffp-contract=off",
    "-fno-strict-aliasing",
    "-fno-math-errno",
    "-fno-trapping-math",
)


class NativeBuild(BuildHookInterface):
    """Adds the compiled modules to a wheel, or puts them beside their sources for an editable one."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel" or os.environ.get("SCRAPER_PURE"):
            return
        root = Path(self.root)
        try:
            made = _compiled(root)
        except (Exception, SystemExit) as error:  # of many kinds: no compiler, no headers, no space
            if os.environ.get("SCRAPER_NATIVE"):
                raise
            self.app.display_warning(
                f"The native modules were not compiled, extraction will be slower: {error}"
            )
            return
        for module in made:
            if version == "editable":
                _put(module, root / HOME / module.name)
            else:
                build_data["force_include"][str(module)] = str(HOME / module.name)
        if version != "editable":
            build_data["pure_python"] = False
            build_data["infer_tag"] = True


def _compiled(root: Path) -> list[Path]:
    """Return the compiled modules, compiled now unless the same sources were compiled before."""
    sources = sorted((root / HOME).glob("*.pyx"))
    out = root / WORK / _fingerprint(root)
    suffix = sysconfig.get_config_var("EXT_SUFFIX")
    made = [out / f"{source.stem}{suffix}" for source in sources]
    if not all(path.exists() for path in made):
        shutil.rmtree(root / WORK, ignore_errors=True)
        _compile(root, sources, root / WORK / "objects")
        out.mkdir(parents=True)
        for path in made:
            shutil.copyfile(root / WORK / "objects" / HOME / path.name, path)
    return made


def _put(module: Path, place: Path) -> None:
    """Copy a module beside its source in one step: a process that uses the old one keeps it."""
    new = place.with_suffix(".new")
    shutil.copyfile(module, new)
    new.replace(place)


def _fingerprint(root: Path) -> str:
    """Return a name for the sources, the flags and the Python they are compiled for."""
    digest = sha256(
        str((sysconfig.get_config_var("EXT_SUFFIX"), os.environ.get("CFLAGS"))).encode()
    )
    for path in (
        *sorted((root / HOME).glob("*.p[yx][xdi]")),
        *sorted((root / HOME).glob("*.h")),
        Path(__file__),
    ):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _compile(root: Path, sources: list[Path], out: Path) -> None:
    """Compile each source to a module below `out`."""
    from Cython.Build import cythonize  # noqa: PLC0415  # a failing import is a failure of the build
    from setuptools import Distribution, Extension  # noqa: PLC0415
    from setuptools.command.build_ext import build_ext  # noqa: PLC0415

    here = Path.cwd()
    os.chdir(root)  # module names are made of paths from here
    try:
        extensions = [
            Extension(
                ".".join((HOME / source.stem).parts), [str(source.relative_to(root))],
                include_dirs=[str(HOME)], extra_compile_args=list(FLAGS.get(os.name, UNIX_FLAGS)),
            )
            for source in sources
        ]  # fmt: skip
        processes = os.cpu_count() if get_start_method() == "fork" else None
        modules = cythonize(
            extensions, build_dir=str(out / "c"), language_level=3, quiet=True, nthreads=processes
        )
        command = build_ext(Distribution({"ext_modules": modules}))
        command.build_lib, command.build_temp = str(out), str(out / "o")
        command.parallel = os.cpu_count() or 1
        command.ensure_finalized()
        command.run()
    finally:
        os.chdir(here)
