import { TriageError } from '../errors.ts';
import { readRegularText } from '../regular-file.ts';

/**
 * A JSON document that this program wrote before; what it holds is for the caller to check.
 * @throws {TriageError} where it cannot be read or is no JSON
 */
export function readDocument(path: string): unknown {
  try {
    return JSON.parse(readRegularText(path));
  } catch (error) {
    throw new TriageError(`cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
