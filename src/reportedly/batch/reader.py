"""One item of the work list to its outcome: bytes to Report to readings, or the reason why not."""

from __future__ import annotations

import resource
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.batch.locators import shown_place
from reportedly.batch.resources import recipe_digest
from reportedly.errors import BadInput
from reportedly.pipeline import Pipeline, default_pipeline, load_recipe
from reportedly.store.beside import beside
from reportedly.store.work import Done, Failed, Item, Reading
from reportedly.version import __version__

if TYPE_CHECKING:
    from reportedly.text.limits import Limits

__all__ = ["Reader", "ReaderOptions"]

LONGEST = 2_000
"""Characters of the longest cause that is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderOptions:
    """How to read; plain values, so that they can be handed to another process or machine.

    `size` is the greatest number of bytes and characters of one report; None for the defaults of `Limits`.
    """

    recipe: str = "default"
    codebooks: tuple[str, ...] = ()
    size: int | None = None

    def limits(self) -> Limits:
        """The limits on one report."""
        from reportedly.text.limits import Limits

        return Limits() if self.size is None else Limits.of_bytes(self.size)


class Reader:
    """Reads items, one after the other, in the process it was made in; models are loaded once, when it is made.

    Raises BadRecipe, BadCodebook or BadModel when made.
    """

    def __init__(self, options: ReaderOptions | None = None) -> None:
        self.options = options or ReaderOptions()
        self.limits = self.options.limits()
        self.recipe = recipe_digest(self.options.recipe, self.options.codebooks)
        self.pipeline = default_pipeline() if self.options.recipe == "default" else load_recipe(self.options.recipe)
        if self.options.codebooks:
            self.pipeline = _with_codebooks(self.pipeline, self.options.codebooks)

    def read(self, item: Item, data: bytes) -> Done | Failed:
        """What was read in these bytes, which are the item's alone; a Failed says what went wrong and where.

        Raises nothing but KeyboardInterrupt and SystemExit: panics of native code, no Exception, are caught too.
        """
        from reportedly.text.listed import as_listed
        from reportedly.text.one_report import report_from_bytes
        from reportedly.text.overrides import Overrides

        started, stage = time.process_time(), "extract"
        try:
            if (item.media_type or "").startswith("text/uri-list"):
                raise BadInput("a list of URLs within a folder: to have the pages fetched, name the list itself")
            url = item.location if "://" in item.location else None
            report = report_from_bytes(
                data,
                location=shown_place(item),
                media_type=item.media_type,
                overrides=Overrides(**dict(item.overrides)),
                limits=self.limits,
                fetched_from=url,
                retrieved=item.retrieved,
            )
            stage = "read"
            report = self.pipeline(as_listed(report, item.headers))
            stage = "link"
            return Done(item.number, (Reading.of(report, self.recipe, beside(report)),))
        except (KeyboardInterrupt, SystemExit):
            raise
        except BadInput as error:
            return _failed(item, stage, str(error), started)
        except MemoryError:
            return _failed(item, "limits", f"wanted more memory than one document may take ({stage})", started)
        except BaseException as error:
            cause = f"{type(error).__name__}: {error} (a fault of reportedly or its libraries, not of the document)"
            return _failed(item, stage if isinstance(error, Exception) else "panic", cause, started)


def _failed(item: Item, stage: str, cause: str, started: float) -> Failed:
    return Failed(
        item=item.number,
        stage=stage,
        cause=cause[:LONGEST],
        tool=f"reportedly {__version__}",
        seconds=round(time.process_time() - started, 3),
        bytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    )


def _with_codebooks(pipeline: Pipeline, codebooks: Sequence[str]) -> Pipeline:
    from reportedly.claims.codings import Codings

    return Pipeline([stage for stage in pipeline.stages if stage.name != Codings.name] + [Codings(codebooks)])
