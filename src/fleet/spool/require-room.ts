import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { TriageError } from '../../errors.ts';
import { streams } from '../streams.ts';

/** Years of rows; more only where nobody takes them away. */
const spoolBytesAtMost = 2 * 1024 * 1024 * 1024;

/**
 * A disk that a collector fills is an incident of its own. Nothing is deleted: what nobody has shipped may be the only
 * witness left.
 * @throws {TriageError} where the spool holds too much already
 */
export function requireRoom(folder: string, bytesAtMost = spoolBytesAtMost): void {
  const sizes = Object.keys(streams).map((name) => sizeOf(join(folder, name)));
  const sizeBytes = sizes.reduce((sum, size) => sum + size, 0);
  if (sizeBytes <= bytesAtMost) return;
  throw new TriageError(
    `${folder} holds ${Math.round(sizeBytes / 1024 / 1024)} MB that nobody has taken away`,
    'look at what ships it; delete files that are shipped',
  );
}

function sizeOf(folder: string): number {
  return readdirSync(folder).reduce((sum, name) => {
    const stat = statSync(join(folder, name), { throwIfNoEntry: false });
    return sum + (stat?.isFile() ? stat.size : 0);
  }, 0);
}
