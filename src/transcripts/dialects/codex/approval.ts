import { isJsonObject, type JsonObject, objectOf, textOf } from '../../../json-object.ts';
import type { RecordedMode } from '../../entries/entry.ts';
import type { PermissionMode } from '../../tool-call.ts';

/**
 * What an approval policy means where a sandbox holds commands back. `on-failure` asks only to run again without the
 * sandbox what failed in it; `never` returns the failure to the model.
 * https://developers.openai.com/codex/agent-approvals-security
 */
const confinedModes: Readonly<Record<string, PermissionMode>> = {
  untrusted: 'default',
  'on-request': 'default',
  granular: 'default',
  'on-failure': 'auto',
  never: 'dontAsk',
};

/**
 * Where nothing holds commands back, only `untrusted` asks before each: `on-request`, `on-failure` and `granular` run
 * whatever the program does not take for dangerous, such as a forced removal.
 * https://github.com/openai/codex/blob/main/codex-rs/core/src/tools/sandboxing.rs (`default_exec_approval_requirement`),
 * https://github.com/openai/codex/blob/main/codex-rs/core/src/exec_policy.rs (`render_decision_for_unmatched_command`)
 */
const unconfinedModes: Readonly<Record<string, PermissionMode>> = {
  untrusted: 'default',
  'on-request': 'auto',
  granular: 'auto',
  'on-failure': 'auto',
  never: 'bypassPermissions',
};

/** Sandboxes that are none of Codex's own: commands run as they are. */
const unconfined: ReadonlySet<string> = new Set(['danger-full-access', 'external-sandbox']);

/** Kinds of `permission_profile` that say the same. */
const profiles: ReadonlyMap<unknown, string> = new Map([
  ['disabled', 'danger-full-access'],
  ['external', 'external-sandbox'],
]);

/** Another model answers in the place of the human. */
const otherReviewers: ReadonlySet<unknown> = new Set(['auto_review', 'guardian_subagent']);

/** The mode of a turn, by what `turn_context` has; absent where it names no policy. */
export function turnMode(context: JsonObject): RecordedMode | undefined {
  const policy = wordIn(context['approval_policy']);
  if (policy === undefined) return undefined;
  const profile = profiles.get(objectOf(context['permission_profile'])?.['type']);
  const told = modeOf(policy, profile ?? wordIn(context['sandbox_policy']));
  const reviewer = context['approvals_reviewer'];
  if (!otherReviewers.has(reviewer) || told.mode !== 'default') return told;
  return { ...told, mode: 'auto', recorded: `${told.recorded}, ${reviewer}` };
}

/** The same in the words of `<environment_context>`, as versions had it that wrote no `turn_context`. */
export function environmentMode(text: string): RecordedMode | undefined {
  if (!text.startsWith('<environment_context>')) return undefined;
  const policy = /<approval_policy>([a-z-]{1,40})</.exec(text)?.[1];
  return policy === undefined ? undefined : modeOf(policy, /<sandbox_mode>([a-z-]{1,40})</.exec(text)?.[1]);
}

function modeOf(policy: string, sandbox: string | undefined): RecordedMode {
  const modes = sandbox !== undefined && unconfined.has(sandbox) ? unconfinedModes : confinedModes;
  const known = Object.hasOwn(modes, policy) ? modes[policy] : undefined;
  return {
    mode: (sandbox === undefined ? undefined : known) ?? 'unknown',
    source: 'turn-record',
    recorded: sandbox === undefined ? policy : `${policy}, ${sandbox}`,
  };
}

/** A word; or an object that has it under `type` or `mode`, or as the name of its only member. */
function wordIn(value: unknown): string | undefined {
  if (!isJsonObject(value)) return textOf(value);
  return textOf(value['type']) ?? textOf(value['mode']) ?? Object.keys(value)[0];
}
