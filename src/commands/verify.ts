import { resolve } from 'node:path';
import { TriageError } from '../errors.ts';
import { openContents } from '../preserve/open-contents.ts';
import { type BagCheck, verifyBag } from '../preserve/verify-bag.ts';
import type { Command } from './command.ts';

/** Checks every byte of a bag against its manifests and its custody log; an archive is read, not unpacked. */
export const run: Command<'identity', BagCheck> = async ({ operands, options, cwd, progress }) => {
  const [operand] = operands;
  if (operand === undefined) throw new TriageError('no bag given', 'yolo-triage verify <bag>');
  const contents = await openContents(resolve(cwd, operand), { identities: options.identity, progress });
  const document = verifyBag(contents, progress);
  return {
    shape: 'document',
    document,
    status: { level: document.problems.length > 0 ? 'critical' : 'none', gaps: [] },
  };
};
