import { resolve } from 'node:path';
import { claudeCode } from '../../agents/claude-code.ts';
import { type Home, recordedPathOf } from '../../evidence/home.ts';
import type { InstalledAgent } from '../../evidence/posture/installed-agents.ts';
import type { InventoryAccount } from '../../transcripts/inventory.ts';

type Sessions = Pick<InventoryAccount, 'artifacts' | 'unread'>;

/** Agents that are installed, then those of which only sessions were found: they ran here, and may run again. */
export function knownAgents(
  installed: readonly InstalledAgent[],
  { artifacts, unread }: Sessions,
  home: Home,
): readonly InstalledAgent[] {
  const names = new Set(installed.map(({ name }) => name));
  const own = artifacts.slice(0, 1).map(({ path }) => ({ agent: claudeCode.id, path }));
  const first = new Map([...unread, ...own].reverse().map((store) => [store.agent, store.path]));
  const others = [...first].filter(([name]) => !names.has(name)).sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    ...installed,
    ...others.map(([name, reference]) => {
      const path = recordedPathOf(home, resolve(home.directory, reference));
      return { name, version: 'unknown', channel: 'sessions', path };
    }),
  ];
}
