import { relative, resolve } from 'node:path';
import { TriageError } from '../errors.ts';
import type { SessionInventory, ToolCallRow } from '../events/session-inventory.ts';
import type { ToolCall } from '../events/tool-call.ts';
import { isFile } from '../evidence/acquire.ts';
import type { Home } from '../evidence/home.ts';
import type { Command, Invocation, Result } from './command.ts';
import { progressOf } from './inventory/progress.ts';
import type { Selection } from './inventory/selection.ts';
import { type Inventory, type InventoryAccount, inventory, survey } from './inventory.ts';
import { openHomeOf } from './open-home.ts';

/** What a document holds of the calls; a stream has no bound. */
const mostCalls = 1000;

/** The inventory of a home, or of the sessions and files that the operands name. */
export const run: Command<SessionInventory, ToolCallRow> = async (invocation) => {
  const home = homeOf(invocation);
  const selection = selectionOf(invocation);
  const settings = {
    now: invocation.now,
    isLive: isLive(invocation),
    repositories: invocation.options.repo,
    onProgress: progressOf(invocation),
  };
  const calls = (): Inventory =>
    inventory(home, selection, { ...settings, withResults: false, withInput: false, withEffects: true });
  if (invocation.shape === 'stream') return streamOf(calls());
  if (invocation.options.calls) return documentOfCalls(calls());
  return documentOf(await survey(home, selection, settings));
};

function streamOf(calls: Inventory): Result<SessionInventory, ToolCallRow> {
  return {
    shape: 'stream',
    rows: rowsOf(calls),
    status: () => ({ level: 'none', gaps: calls.account().gaps }),
  };
}

async function documentOfCalls(calls: Inventory): Promise<Result<SessionInventory, ToolCallRow>> {
  const rows: ToolCallRow[] = [];
  let callsLeftOut = 0;
  for await (const row of rowsOf(calls)) {
    if (rows.length < mostCalls) rows.push(row);
    else callsLeftOut += 1;
  }
  return documentOf(calls.account(), { calls: rows, ...(callsLeftOut > 0 && { callsLeftOut }) });
}

function documentOf(
  account: InventoryAccount,
  more: Pick<SessionInventory, 'calls' | 'callsLeftOut'> = {},
): Result<SessionInventory, ToolCallRow> {
  return {
    shape: 'document',
    document: { schemaVersion: 1, ...account, ...more },
    status: { level: 'none', gaps: account.gaps },
  };
}

async function* rowsOf(calls: AsyncIterable<ToolCall>): AsyncIterable<ToolCallRow> {
  for await (const { input: _input, result: _result, prompt: _prompt, ...row } of calls) yield row;
}

function isLive({ options, homeDirectory }: Invocation): boolean {
  return options.root === undefined && options.home === homeDirectory;
}

/** With `--root` and no home inside it, every home of the image. */
function homeOf(invocation: Invocation): Home {
  const { home, root } = invocation.options;
  const isOutside = root !== undefined && relative(root, home).startsWith('..');
  return openHomeOf(invocation, isOutside ? root : home);
}

/** An operand that is a file is read; any other is the beginning of a session id. */
function selectionOf({ operands, options, cwd }: Invocation): Selection {
  const { since, until, project, tool, mode } = options;
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
    ...(sessions.length > 0 && { sessions }),
    ...(files.length > 0 && { files }),
  };
}
