import { run } from '../commands/git.ts';
import { refUpdateRow } from '../fleet/rows/ref-update-row.ts';
import type { WorkOption } from '../investigation/git/examine.ts';
import { gapRows, type RowSource } from './row-source.ts';

/** Every movement of a ref, repository by repository. */
export const gitRows: RowSource<WorkOption> = async function* (invocation) {
  const result = await run({ ...invocation, shape: 'stream' });
  if (result.shape !== 'stream') throw new Error('the command gave a document where a stream was asked for');
  for await (const move of result.rows) yield refUpdateRow(move);
  const status = result.status();
  yield* gapRows(status.gaps);
  return { status, snapshots: ['gaps'], facts: {} };
};
