import { resolve } from 'node:path';
import { TriageError } from '../errors.ts';
import { isFile } from '../evidence/acquire.ts';
import type { InventorySettings } from '../transcripts/inventory.ts';
import type { Selection } from '../transcripts/plan/selection.ts';
import type { Invocation } from './invocation.ts';
import { isLiveHome } from './open-home.ts';
import { progressOf } from './reading-progress.ts';

/** Options that choose among sessions and calls. */
export type SelectionOption = 'since' | 'until' | 'project' | 'tool' | 'mode' | 'agent';

/** How sessions are read, whatever is made of them. */
export function inventorySettings(invocation: Invocation<'repo'>) {
  const { options, now, env } = invocation;
  return {
    now,
    isLive: isLiveHome(invocation),
    repositories: options.repo,
    git: { searchPath: env['PATH'] ?? '', given: undefined },
    onProgress: progressOf(invocation),
  } satisfies InventorySettings;
}

/** An operand that is a file is read; any other is the beginning of a session id. */
export function selectionOf({ operands, options, cwd }: Invocation<SelectionOption>): Selection {
  const { since, until, project, tool, mode, agent } = options;
  const files = operands.map((operand) => resolve(cwd, operand)).filter(isFile);
  const sessions = operands.filter((operand) => !isFile(resolve(cwd, operand)));
  const path = sessions.find((operand) => /[/\\]|\.jsonl?$/.test(operand));
  if (path !== undefined) throw new TriageError(`no such file: ${path}`, 'give a transcript or a session id');
  return {
    ...(since && { since }),
    ...(until && { until }),
    ...(project !== undefined && { project }),
    ...(tool !== undefined && { tool }),
    ...(mode !== undefined && { mode }),
    ...(agent !== undefined && { agent }),
    ...(sessions.length > 0 && { sessions }),
    ...(files.length > 0 && { files }),
  };
}
