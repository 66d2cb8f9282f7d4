import { parseQuery } from './parse-query.ts';
import type { Query } from './query.ts';
import { readDocuments } from './read-documents.ts';
import { fail } from './source-node.ts';

/**
 * Every query of a file; a file may hold several documents.
 * @param path as errors name it
 * @throws {QueryError} with file and line, for everything that could not be honoured
 */
export function parseQueries(text: string, path: string): Query[] {
  const documents = readDocuments(text, path);
  if (documents.length === 0) fail({ path, line: 1 }, 'the file holds no query');
  return documents.map(parseQuery);
}
