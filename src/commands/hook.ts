import { digest, logDecision } from '../hook/decision-log.ts';
import { type HookAnswer, hookAnswer } from '../hook/hook-answer.ts';
import { type HookInput, inputBytesAtMost, parseHookInput } from '../hook/hook-input.ts';
import { type HookPolicy, withEgress } from '../hook/hook-policy.ts';
import { type HookVerdict, judgeCall, unjudged } from '../hook/judge-call.ts';
import { readPolicy } from '../hook/read-policy.ts';
import { withinDeadline } from '../hook/within-deadline.ts';
import type { Invocation } from '../invocation/invocation.ts';
import type { Command } from './command.ts';

export type HookOption = 'policy' | 'log' | 'failOpen' | 'allowHost';

/**
 * Answers Claude Code before a tool call. Whatever goes wrong ends in an answer: the agent takes any exit code but 2,
 * and any output that it cannot read, for consent. https://code.claude.com/docs/en/hooks#exit-code-output
 */
export const run: Command<HookOption, HookAnswer> = async (invocation) => {
  const policy = policyOf(invocation);
  const verdict = await verdictOf(invocation, policy);
  return { shape: 'document', document: hookAnswer(verdict), status: { level: 'none', gaps: [] } };
};

type Failing = Pick<HookPolicy, 'onFailure'>;

function policyOf({
  options,
}: Invocation<HookOption>): HookPolicy | (Failing & { readonly problem: string }) {
  const policy = readPolicy(options.policy);
  const open = options.failOpen ? ({ onFailure: 'open', onUnknownCode: 'none' } as const) : {};
  if (typeof policy === 'string') return { onFailure: 'closed', ...open, problem: policy };
  return { ...withEgress(policy, options.allowHost), ...open };
}

async function verdictOf(
  invocation: Invocation<HookOption>,
  policy: ReturnType<typeof policyOf>,
): Promise<HookVerdict> {
  try {
    const text = await readAll(invocation.stdin);
    const call = parseHookInput(text);
    const verdict = judge(call, policy, invocation);
    log(verdict, call, { text, invocation });
    return verdict;
  } catch (error) {
    return unjudged(error instanceof Error ? error.message : String(error), policy);
  }
}

function judge(
  call: HookInput | string,
  policy: ReturnType<typeof policyOf>,
  invocation: Invocation<HookOption>,
): HookVerdict {
  if ('problem' in policy) return unjudged(policy.problem, policy);
  if (typeof call === 'string') return unjudged(call, policy);
  const { options, env } = invocation;
  const project = env['CLAUDE_PROJECT_DIR'];
  const ownFiles = [options.policy, options.log].filter((path) => path !== undefined);
  const place = { home: options.home, ownFiles, ...(project && { project }) };
  return withinDeadline(() => judgeCall(call, policy, place));
}

interface Asked {
  readonly text: string;
  readonly invocation: Invocation<HookOption>;
}

function log(verdict: HookVerdict, call: HookInput | string, { text, invocation }: Asked): void {
  const { options, now } = invocation;
  if (options.log === undefined) return;
  const { sessionId, toolUseId, tool, permissionMode } =
    typeof call === 'string' ? { sessionId: 'unknown', tool: 'unknown' } : call;
  logDecision(options.log, {
    at: now.toISOString(),
    sessionId,
    ...(toolUseId !== undefined && { toolUseId }),
    tool,
    ...(permissionMode !== undefined && { permissionMode }),
    decision: verdict.decision,
    ...(verdict.rule !== undefined && { rule: verdict.rule }),
    inputSha256: digest(text),
  });
}

async function readAll(stdin: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stdin) {
    length += chunk.length;
    if (length > inputBytesAtMost) throw new Error('the hook input is too long');
    chunks.push(chunk);
  }
  return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
}
