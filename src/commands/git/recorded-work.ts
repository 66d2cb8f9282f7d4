import type { RecordedWork } from '../../assess/attribute.ts';
import { type GitCall, gitCallOf } from '../../events/git/git-call.ts';
import type { ToolCall } from '../../events/tool-call.ts';
import type { Home } from '../../evidence/home.ts';
import { analyseCommand } from '../../shell/analyse-command.ts';
import type { SimpleCommand } from '../../shell/command-analysis.ts';
import type { InventoryAccount } from '../inventory.ts';

/** Collects of each tool call what ties it to repositories, and nothing else, so that a whole home fits into memory. */
export interface WorkCollector {
  take(call: ToolCall): void;
  /** @param account of the inventory that gave the calls */
  finish(account: InventoryAccount): RecordedWork;
}

export function collectWork(home: Home): WorkCollector {
  const calls: GitCall[] = [];
  return {
    take(call) {
      const gitCall = gitCallOf(call, simpleCommands(call, home));
      if (gitCall) calls.push(gitCall);
    },
    finish({ sessions }) {
      return { calls, sessions: sessions.flatMap(spanOf) };
    },
  };
}

function spanOf({ sessionId, startedAt, endedAt, cwds }: InventoryAccount['sessions'][number]) {
  if (startedAt === undefined || endedAt === undefined) return [];
  return [{ sessionId, startedAt, endedAt, directories: cwds }];
}

function simpleCommands({ input, cwd = '/' }: ToolCall, home: Home): readonly SimpleCommand[] {
  // Shells behind other names (MCP servers) take their command line under one of these names as well.
  const command = [input['command'], input['cmd']].find((value) => typeof value === 'string');
  if (command === undefined) return [];
  return analyseCommand(command, { home: home.recordedPath, cwd, repository: cwd }).commands;
}
