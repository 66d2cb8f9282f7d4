import { approvedByParts } from './approval.ts';
import { autoModeBlock } from './auto-mode.ts';
import { criticalRemoval } from './critical-path.ts';
import {
  type JudgedMode,
  judgedModes,
  type PermissionCall,
  type PermissionRequest,
  permissionCall,
} from './permission-call.ts';
import type { Policy } from './policy.ts';
import { bypassAsks, isOwnNote, isProtectedPath } from './protected-path.ts';
import { criticalRemoveItem } from './remove-item.ts';
import { touches } from './rule-match.ts';
import { isSandboxed } from './sandbox.ts';
import { toolNeed } from './tool-needs.ts';
import { byRule, type PermissionVerdict } from './verdict.ts';

/** One step of the decision order: a verdict, or nothing where it has no say. */
type Judge = (call: PermissionCall, policy: Policy, mode: JudgedMode) => PermissionVerdict | undefined;

/**
 * What Claude Code would have done with a call under a policy, without its hooks.
 * https://code.claude.com/docs/en/permissions#manage-permissions
 */
export function decide(request: PermissionRequest, policy: Policy): PermissionVerdict {
  const call = permissionCall(request, policy.additional);
  const mode = effectiveMode(request.mode, policy);
  for (const judge of order) {
    const verdict = judge(call, policy, mode);
    if (verdict) return verdict;
  }
  return unapproved(call, mode);
}

/** The mode that the settings leave a session in that was started in the given one. */
export function effectiveMode(mode: JudgedMode, policy: Policy): JudgedMode {
  if (!isDisabled(mode, policy)) return mode;
  const fallback = judgedModes.find((known) => known === policy.defaultMode);
  return fallback === undefined || isDisabled(fallback, policy) ? 'default' : fallback;
}

function isDisabled(mode: JudgedMode, { bypassDisabled, autoDisabled }: Policy): boolean {
  return (mode === 'bypassPermissions' && bypassDisabled) || (mode === 'auto' && autoDisabled);
}

const order: readonly Judge[] = [
  (_, policy) => (policy.versionRefused ? { decision: 'deny', step: 'required-version' } : undefined),
  denied,
  asked,
  forUser,
  removesSystemItem,
  removesCritical,
  writesProtected,
  plansOnly,
  bypassed,
  sandboxed,
  approvedByParts,
];

function denied(call: PermissionCall, { rules }: Policy): PermissionVerdict | undefined {
  if (call.tool === 'EndConversation') return undefined;
  const rule = rules.deny.find((one) => touches(one, call));
  return rule && byRule('deny', 'deny-rule', rule);
}

function asked(call: PermissionCall, policy: Policy, mode: JudgedMode): PermissionVerdict | undefined {
  if (call.tool === 'EndConversation') return undefined;
  const spared = isSandboxed(call, policy, mode);
  const rule = policy.rules.ask.find(
    (one) => !(spared && one.coverage.kind === 'tool') && touches(one, call),
  );
  return rule && byRule(mode === 'dontAsk' ? 'deny' : 'ask', 'ask-rule', rule);
}

function forUser(call: PermissionCall, _: Policy, mode: JudgedMode): PermissionVerdict | undefined {
  if (toolNeed(call.tool) !== 'user') return undefined;
  return { decision: mode === 'dontAsk' ? 'deny' : 'ask', step: 'user-interaction' };
}

function removesSystemItem(call: PermissionCall): PermissionVerdict | undefined {
  const detail = call.powerShell && criticalRemoveItem(call.powerShell, call.places);
  return detail === undefined ? undefined : { decision: 'deny', step: 'remove-item', detail };
}

function removesCritical(call: PermissionCall, _: Policy, mode: JudgedMode): PermissionVerdict | undefined {
  const detail = call.shell && criticalRemoval(call.shell, call.places, call.version);
  if (detail === undefined) return undefined;
  if (mode === 'dontAsk') return { decision: 'deny', step: 'critical-path', detail };
  if (mode === 'auto') return classified(call, `removes the critical path ${detail}`);
  return { decision: 'ask', step: 'critical-path', detail };
}

function writesProtected(call: PermissionCall, _: Policy, mode: JudgedMode): PermissionVerdict | undefined {
  const path = call.writes
    .flatMap(({ path: own, target }) => [own, target])
    .find(
      (one) => one !== undefined && isProtectedPath(one, call.version) && !isOwnNote(one, call.places.home),
    );
  if (path === undefined) return undefined;
  const step = { step: 'protected-path', detail: path } as const;
  if (mode === 'bypassPermissions')
    return bypassAsks(path, call.version) ? { decision: 'ask', ...step } : undefined;
  if (mode === 'plan' && call.request.bypassAvailable) return { decision: 'allow', ...step };
  if (mode === 'auto') return classified(call);
  return { decision: mode === 'dontAsk' ? 'deny' : 'ask', ...step };
}

/** Only the plan itself is written while planning. */
function plansOnly(call: PermissionCall, _: Policy, mode: JudgedMode): PermissionVerdict | undefined {
  if (mode !== 'plan') return undefined;
  if (call.request.bypassAvailable)
    return { decision: 'allow', step: 'plan-mode', detail: 'bypass mode is available' };
  if (toolNeed(call.tool) !== 'write') return undefined;
  const note = call.writes.every(({ path }) => path !== undefined && isOwnNote(path, call.places.home));
  return { decision: note ? 'allow' : 'deny', step: 'plan-mode' };
}

function bypassed(_: PermissionCall, __: Policy, mode: JudgedMode): PermissionVerdict | undefined {
  return mode === 'bypassPermissions' ? { decision: 'allow', step: 'bypass-mode' } : undefined;
}

function sandboxed(call: PermissionCall, policy: Policy, mode: JudgedMode): PermissionVerdict | undefined {
  return isSandboxed(call, policy, mode) ? { decision: 'allow', step: 'sandbox' } : undefined;
}

function unapproved(call: PermissionCall, mode: JudgedMode): PermissionVerdict {
  if (mode === 'dontAsk') return { decision: 'deny', step: 'dont-ask' };
  return mode === 'auto' ? classified(call) : { decision: 'ask', step: 'prompt' };
}

function classified(call: PermissionCall, certain?: string): PermissionVerdict {
  const detail = certain ?? autoModeBlock(call);
  const verdict = { step: 'classifier', approximation: true } as const;
  return detail === undefined ? { decision: 'allow', ...verdict } : { decision: 'deny', ...verdict, detail };
}
