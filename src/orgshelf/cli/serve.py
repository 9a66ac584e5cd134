"""The command that shows the notes as a live page."""

import gc
import os
import secrets
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from queue import Empty, Queue
from threading import current_thread, main_thread
from typing import TYPE_CHECKING, TypeVar

import click

from orgshelf.actions.transaction import Change, Plan
from orgshelf.cli.app import App
from orgshelf.cli.group import never_repeated, retry_without_index
from orgshelf.cli.listing import report
from orgshelf.cli.options import expression, study_only
from orgshelf.cli.output import info, print_text
from orgshelf.cli.report_files import interruptible
from orgshelf.cli.types import QUERY_WORD, Whole
from orgshelf.digest import sha1_hex
from orgshelf.errors import MissingExtraError
from orgshelf.query import Query
from orgshelf.serve.desk import Desk
from orgshelf.serve.exchange import Asked, Reply
from orgshelf.serve.server import Server, Service
from orgshelf.store.walk import walk

if TYPE_CHECKING:
    from orgshelf.export.report import Report
    from orgshelf.serve.site import Site

T = TypeVar("T")

_PORT = 7070
_BEAT = 0.1  # seconds until Ctrl-C is noticed


@click.command("serve")
@click.argument("words", nargs=-1, metavar="[QUERY]...", type=QUERY_WORD)
@click.option(
    "--port",
    type=Whole(0, 65535, "a port: write a number up to 65535"),
    default=_PORT,
    show_default=True,
    metavar="N",
    help="Listen on this port, like --port 8080; 0 takes any that is free.",
)
@click.option("--open", "open_", is_flag=True, help="Open the page in your browser.")
@click.pass_obj
def serve_command(app: App, words: tuple[str, ...], port: int, open_: bool) -> None:
    """Show your notes in the browser: read, mark done, note, review.

    The pages are for you alone, on this machine: the printed address has a key, new each time,
    without which nothing is shown. They reload when a note changes; their buttons do what the
    commands do, and `orgshelf undo` undoes it.

    \b
    Examples:
      orgshelf serve --open
      orgshelf serve --port 8080 'kind:paper'
    """
    gc.disable()
    desk = _Workspace(app, words, _site())
    users = {os.geteuid(), app.notes_root.stat().st_uid}
    desk.check()  # so that what is wrong is said here and not in the browser
    service = Service(desk.answer, desk.site.token, desk.version, users)
    with Server(service, port) as server:
        address = server.access.address_with_key
        print_text(f"{address}\n")
        info("Press Ctrl-C to stop.")
        server.start(_BEAT)
        if open_:
            click.launch(address)
        desk.work()
        server.shutdown()


def _site() -> "Site":
    """The pages.

    Raises:
        MissingExtraError: what they are made with is not installed.
    """
    try:
        from orgshelf.serve.site import Site
    except ModuleNotFoundError as error:
        raise MissingExtraError("serve", "html") from error
    return Site(secrets.token_urlsafe())


@dataclass(frozen=True)
class _Workspace:
    """Where the server's requests are worked on, one after the other, in the main thread.

    An index is for the thread that opened it, and must be thrown away there too: it alone looks
    for garbage. A regular expression that runs away can be cut off only there.
    """

    app: App
    words: tuple[str, ...]
    site: "Site"
    jobs: Queue[Callable[[], None]] = field(default_factory=Queue)

    def answer(self, asked: Asked) -> Reply:
        """A page of the notes as they are now, or what comes of a form."""
        version = self.version()  # as it was before anything was read
        return self._worked(lambda app: self.site.answer(_desk(app, self.words, version), asked))

    def check(self) -> None:
        """Run the query once.

        Raises:
            OrgshelfError: it cannot be found, as where the query is wrong.
        """
        self._worked(lambda app: len(app.library.select(_desk(app, self.words, "").query)))

    def version(self) -> str:
        """A digest of the names and stamps of all notes."""
        return sha1_hex(repr(walk(self.app.notes_root, lambda _: None)).encode())

    def work(self) -> None:
        """Answer requests until Ctrl-C; the one in progress is finished first."""
        gc.collect()
        gc.freeze()  # what is there by now stays: to look through it again would take time
        with interruptible() as stopped, suppress(KeyboardInterrupt):
            while not stopped.is_set():
                with suppress(Empty):
                    self.jobs.get(timeout=_BEAT)()
                    gc.collect()  # by now the page is on its way

    def _worked(self, job: Callable[[App], T]) -> T:
        """What comes of a job; called in another thread, it waits for the main one."""
        if current_thread() is main_thread():
            return self._done(job)
        answer: Future[T] = Future()

        def settle() -> None:
            try:
                answer.set_result(self._done(job))
            except Exception as error:
                answer.set_exception(error)

        self.jobs.put(settle)
        return answer.result()

    def _done(self, job: Callable[[App], T]) -> T:
        return retry_without_index(job, self.app.refreshed())


def _desk(app: App, words: tuple[str, ...], version: str) -> Desk:
    """The notes with what is to be seen of them."""
    query = study_only(app, Query(expression(app, words)), everything=False)
    query = query._replace(published=True, exported=True)

    def commit(plan: Plan, command: str) -> list[Change]:
        with never_repeated(app):
            return plan.commit(command)

    def whole() -> "Report":
        return report(app, app.library.matching(query), query)

    return Desk(version, app.library, query, app.notes_name, whole, commit)
