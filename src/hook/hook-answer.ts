import type { HookVerdict } from './judge-call.ts';

/** What goes to standard output. https://code.claude.com/docs/en/hooks#pretooluse-decision-control */
export interface HookAnswer {
  readonly hookSpecificOutput?: {
    readonly hookEventName: 'PreToolUse';
    readonly permissionDecision: 'deny' | 'ask';
    readonly permissionDecisionReason: string;
  };
}

/** Output beyond 10,000 characters would not be read. */
const longestReason = 1_000;

/** Never `allow`: that would skip the prompts of the normal flow. */
export function hookAnswer({ decision, rule, reason }: HookVerdict): HookAnswer {
  if (decision === 'none') return {};
  const text = `yolo-triage (${rule ?? 'policy'}): ${reason ?? 'not allowed'}`;
  return {
    hookSpecificOutput: {
      hookEventName: 'PreToolUse',
      permissionDecision: decision,
      permissionDecisionReason: text.length > longestReason ? `${text.slice(0, longestReason)}…` : text,
    },
  };
}
