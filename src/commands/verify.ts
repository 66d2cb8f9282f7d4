import { resolve } from 'node:path';
import { TriageError } from '../errors.ts';
import { type BagCheck, verifyBag } from '../preserve/verify-bag.ts';
import type { Command } from './command.ts';

/** Checks every byte of a bag against its manifests and its custody log. */
export const run: Command<BagCheck> = async ({ operands, cwd, progress }) => {
  const [operand] = operands;
  if (operand === undefined) throw new TriageError('no bag given', 'yolo-triage verify <bag>');
  const document = verifyBag(resolve(cwd, operand), progress);
  return {
    shape: 'document',
    document,
    status: { level: document.problems.length > 0 ? 'critical' : 'none', gaps: [] },
  };
};
