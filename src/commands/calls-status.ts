import type { InventoryAccount } from '../transcripts/inventory.ts';
import type { Status } from './command.ts';

/** What the calls of an inventory do not say by themselves: the limits of what they stand on. */
export function callsStatus({ gaps, coverage }: InventoryAccount): Status {
  const [, ...notes] = coverage.statements;
  return { level: 'none', gaps, notes };
}
