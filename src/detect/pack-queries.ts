import { parseQuery } from './parse-query.ts';
import type { PackedQuery } from './query-pack.ts';
import { readDocuments } from './read-documents.ts';
import type { SourceMap } from './source-node.ts';

/**
 * The queries of one file, checked, in a form that needs no YAML to be read; see {@link unpackQueries}.
 * @param path relative to the folder of all queries
 * @throws {QueryError} with file and line, for everything that could not be honoured
 */
export function packQueries(text: string, path: string): PackedQuery[] {
  return readDocuments(text, path).map((document, index): PackedQuery => {
    const query = parseQuery(document, index);
    const detection = document.entries.find(({ key }) => key === 'detection')?.node;
    if (query.kind !== 'event' || detection?.kind !== 'map') {
      return { kind: 'document', path, index, document: written(document) };
    }
    const { matcher, fields, examples: _examples, ...head } = query;
    return {
      ...head,
      fields: [...fields],
      needs: matcher.needs,
      detection: written(detection),
    };
  });
}

/** Every node of a file has the same path, and reading adds it again. */
function written(map: SourceMap): string {
  return JSON.stringify(map, (key, value: unknown) => (key === 'path' ? undefined : value));
}
