import { TriageError } from '../errors.ts';
import { readRegularText } from '../regular-file.ts';

/**
 * Fingerprints that stand in the output of an earlier scan, whichever format it has: JSON, NDJSON, SARIF, or a
 * plain list.
 * @throws {TriageError} where the file cannot be read or holds none
 */
export function readBaseline(path: string): ReadonlySet<string> {
  let text: string;
  try {
    text = readRegularText(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TriageError(`the baseline cannot be read: ${reason}`);
  }
  const found = text.match(/(?<![0-9a-f])[0-9a-f]{16}(?![0-9a-f])/g) ?? [];
  if (found.length === 0 && !/"(?:occurrences|results)"\s*:\s*\[\s*\]/.test(text) && text.trim() !== '') {
    throw new TriageError(
      `no fingerprints in the baseline: ${path}`,
      'give the output of scan --format json',
    );
  }
  return new Set(found);
}
