import { decide } from '../decide.ts';
import { type PermissionCall, type PermissionRequest, permissionCall } from '../permission-call.ts';
import type { Policy } from '../policy.ts';
import { touches } from '../rule-match.ts';
import { candidateAllowRules, candidateDenyRules } from './candidate-rules.ts';
import type { SuggestedRule, Suggestion } from './replay-report.ts';

/** A recorded call that can be judged again. */
interface ReplayedCall {
  readonly id: string;
  readonly request: PermissionRequest;
}

/** A call with a finding of level high or above. */
interface RiskyCall extends ReplayedCall {
  readonly queries: readonly string[];
  /** What the findings are about: command lines, paths, URLs. */
  readonly subjects: readonly string[];
}

/** What suggestions are made of. */
export interface SuggestInput {
  /** Harmless calls that ran and would have asked. */
  readonly asked: readonly ReplayedCall[];
  /** Harmless calls of any kind, which a deny rule must leave alone. */
  readonly harmless: readonly ReplayedCall[];
  /** Calls with a finding of level high or above, and which queries found them. */
  readonly risky: readonly RiskyCall[];
  readonly wantedShare: number;
  /** The policy with further user rules. */
  readonly policyWith: (
    call: PermissionRequest,
    extra: { allow?: readonly string[]; deny?: readonly string[] },
  ) => Policy;
}

const rulesAtMost = 200;

/** The fewest allow rules that cover the wanted share, found greedily, and deny rules that catch nothing harmless. */
export function suggest(input: SuggestInput): Suggestion {
  const { chosen, covered, refused } = chooseAllow(input);
  return {
    allow: chosen,
    deny: chooseDeny(input),
    harmlessAsked: input.asked.length,
    covered,
    wantedShare: input.wantedShare,
    refused,
  };
}

interface Need {
  readonly call: ReplayedCall;
  readonly rules: readonly string[];
}

function chooseAllow(input: SuggestInput) {
  const wanted = Math.ceil(input.asked.length * input.wantedShare);
  let open: Need[] = input.asked
    .map((call) => ({ call, rules: candidates(call) }))
    .filter(({ rules }) => rules.length > 0);
  const chosen: SuggestedRule[] = [];
  const refused = new Set<string>();
  let covered = 0;
  while (covered < wanted && chosen.length < rulesAtMost) {
    const best = mostWanted(open, new Set([...chosen.map(({ rule }) => rule), ...refused]));
    if (best === undefined) break;
    const allow = [...chosen.map(({ rule }) => rule), best];
    if (letsRiskPass(input, allow)) {
      refused.add(best);
      open = open.filter(({ rules }) => !rules.includes(best));
      continue;
    }
    const before = covered;
    const left = open.filter(({ call, rules }) => !rules.includes(best) || !isAllowed(call, input, allow));
    covered += open.length - left.length;
    open = left;
    chosen.push({ rule: best, calls: covered - before });
  }
  return { chosen, covered, refused: [...refused] };
}

/** The rule that most open calls still need, weighed by how many further ones each of them needs. */
function mostWanted(open: readonly Need[], known: ReadonlySet<string>): string | undefined {
  const weights = new Map<string, number>();
  for (const { rules } of open) {
    const missing = rules.filter((rule) => !known.has(rule));
    for (const rule of missing) weights.set(rule, (weights.get(rule) ?? 0) + 1 / missing.length);
  }
  const ranked = [...weights].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return ranked[0]?.[0];
}

function candidates({ request }: ReplayedCall): readonly string[] {
  return [...new Set(candidateAllowRules(permissionCall(request, [])))];
}

function letsRiskPass(input: SuggestInput, allow: readonly string[]): boolean {
  return input.risky.some((call) => isAllowed(call, input, allow) && !isAllowed(call, input, []));
}

function isAllowed(
  { request }: ReplayedCall,
  { policyWith }: SuggestInput,
  allow: readonly string[],
): boolean {
  return decide(request, policyWith(request, { allow })).decision === 'allow';
}

function chooseDeny(input: SuggestInput): readonly SuggestedRule[] {
  const chosen = new Map<string, { calls: number; findings: Set<string> }>();
  const spares = spareHarmless(input);
  for (const call of input.risky) {
    const taken = permissionCall(call.request, []);
    const rule = candidateDenyRules(taken, call.subjects).find(
      (candidate) => stops(taken, candidate, input) && spares(candidate),
    );
    if (rule === undefined) continue;
    const entry = chosen.get(rule) ?? { calls: 0, findings: new Set<string>() };
    entry.calls += 1;
    for (const query of call.queries) entry.findings.add(query);
    chosen.set(rule, entry);
  }
  return [...chosen]
    .map(([rule, { calls, findings }]) => ({ rule, calls, findings: [...findings].sort() }))
    .sort((a, b) => b.calls - a.calls || (a.rule < b.rule ? -1 : 1));
}

/** Tells whether a deny rule leaves every harmless call alone; each rule is tried once. */
function spareHarmless(input: SuggestInput): (rule: string) => boolean {
  const calls = input.harmless.map(({ request }) => permissionCall(request, []));
  const known = new Map<string, boolean>();
  return (rule) => {
    const answer = known.get(rule) ?? !calls.some((call) => stops(call, rule, input));
    known.set(rule, answer);
    return answer;
  };
}

function stops(call: PermissionCall, rule: string, { policyWith }: SuggestInput): boolean {
  return policyWith(call.request, { deny: [rule] }).rules.deny.some(
    (compiled) => compiled.rule.text === rule && touches(compiled, call),
  );
}
