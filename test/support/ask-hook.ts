import { expect } from 'vitest';
import { runCli } from './run-cli.ts';

/** A call that an agent is about to make. */
export interface AskedCall {
  readonly tool?: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Where the agent is; else the project of Dana. */
  readonly cwd?: string;
}

export const project = '/home/dana/src/app';

export function bash(command: string): AskedCall {
  return { input: { command } };
}

/** What Claude Code writes to the standard input of the hook. https://code.claude.com/docs/en/hooks#pretooluse-input */
export function hookInput({ tool = 'Bash', input, cwd = project }: AskedCall): string {
  return JSON.stringify({
    session_id: 's1',
    transcript_path: '/home/dana/.claude/projects/x/s1.jsonl',
    cwd,
    permission_mode: 'bypassPermissions',
    hook_event_name: 'PreToolUse',
    tool_name: tool,
    tool_input: input,
    tool_use_id: 'toolu_1',
  });
}

/** The decision of the hook, and what it tells the agent; `none` where it says nothing. */
export async function hookAnswerTo(stdin: string, argv: readonly string[] = []) {
  const { code, stdout, stderr } = await runCli(['hook', '--home', '/home/dana', ...argv], { stdin });
  expect([code, stderr]).toEqual([0, '']);
  if (stdout === '') return { decision: 'none', reason: '' };
  const { hookSpecificOutput } = JSON.parse(stdout);
  expect(hookSpecificOutput.hookEventName).toBe('PreToolUse');
  return {
    decision: hookSpecificOutput.permissionDecision,
    reason: hookSpecificOutput.permissionDecisionReason,
  };
}
