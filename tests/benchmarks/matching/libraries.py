"""The libraries that filters can be given to: tantivy, mokaccino."""

from importlib import import_module
from types import ModuleType

from tests.benchmarks.matching.engines import AbsentError, OfTerms, compiled, passing
from tests.benchmarks.matching.workload import Asked, Filter, Workload

_HEAP = 256_000_000  # bytes that tantivy may fill before it writes a segment


def installed(name: str) -> ModuleType:
    try:
        return import_module(name)
    except ImportError as error:
        raise AbsentError(f"{name} is not installed") from error


class Tantivy(OfTerms):
    """Filters as documents of one word, the rarest that each requires; those found are tried."""

    name = "tantivy, then Python"

    def __init__(self, load: Workload) -> None:
        super().__init__(load)
        self._tantivy = installed("tantivy")
        schema = self._tantivy.SchemaBuilder()
        schema.add_text_field("rarest", tokenizer_name="raw", index_option="basic")
        self._schema = schema.build()

    def build(self, filters: list[Filter]) -> None:
        index = self._tantivy.Index(self._schema)
        # One thread and no merge: a document's number is then the filter's.
        writer = index.writer(heap_size=_HEAP, num_threads=1)
        for wanted in filters:
            writer.add_document(self._tantivy.Document(rarest=self.rarest(wanted)))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()
        if self._searcher.num_segments != 1:
            raise AbsentError("tantivy wrote several segments")
        self._filters = [compiled(key, wanted) for key, wanted in enumerate(filters)]

    def matching(self, asked: Asked) -> list[int]:
        found = self.found(asked)
        query = self._tantivy.Query.term_set_query(self._schema, "rarest", list(found))
        hits = self._searcher.search(query, limit=len(self._filters), count=False).hits
        near = (self._filters[address.doc] for _, address in hits)
        return passing(near, found, asked.reach)


class Mokaccino(OfTerms):
    """
    What each filter requires as a query; those found are tried.

    Given the whole filter it takes more than twice as long: it does not know which part is rare.
    """

    name = "mokaccino, then Python"

    def __init__(self, load: Workload) -> None:
        super().__init__(load)
        self._mokaccino = installed("mokaccino")

    def build(self, filters: list[Filter]) -> None:
        percolator = self._mokaccino.Percolator()
        for key, wanted in enumerate(filters):
            percolator.add_query_id(self._query(wanted), key)
        self._percolator = percolator.optimized()
        self._filters = [compiled(key, wanted) for key, wanted in enumerate(filters)]

    def _query(self, wanted: Filter) -> object:
        make = self._mokaccino.Query
        return make.from_and([make.from_kv("has", term) for term in wanted.needed()])

    def matching(self, asked: Asked) -> list[int]:
        found = self.found(asked)
        document = self._mokaccino.Document()
        for term in found:
            document.add_value("has", term)
        near = (self._filters[key] for key in self._percolator.percolate_list(document))
        return passing(near, found, asked.reach)
