import { isDroppedInAuto } from './auto-mode.ts';
import type { CompiledRule } from './compiled-rule.ts';
import { isFree, isInside, pathRules } from './free-path.ts';
import type { JudgedMode, PermissionCall, TouchedPath } from './permission-call.ts';
import type { Policy } from './policy.ts';
import { isReadOnlyPowerShell, powerShellText } from './powershell-commands.ts';
import { isPreapprovedHost } from './preapproved-hosts.ts';
import { isOwnNote } from './protected-path.ts';
import { matchesInput } from './rule-match.ts';
import { approvedShell } from './shell-approval.ts';
import { coveredBySpecifier } from './tool-name.ts';
import { toolNeed } from './tool-needs.ts';
import { byRule, type PermissionVerdict } from './verdict.ts';

/** Everything that approves a call without a prompt: an allow rule, the mode, or that it only looks. */
export function approvedByParts(
  call: PermissionCall,
  policy: Policy,
  mode: JudgedMode,
): PermissionVerdict | undefined {
  const rules = policy.rules.allow.filter((rule) => mode !== 'auto' || !isDroppedInAuto(rule));
  const whole = rules.find(({ coverage }) => coverage.kind === 'tool' && coverage.fits(call.tool));
  if (whole) return byRule('allow', 'allow-rule', whole);
  if (call.shell) return approvedShell(call, call.shell, { rules, mode });
  if (call.powerShell) return approvedPowerShell(call, rules);
  const need = toolNeed(call.tool);
  if (need === 'nothing') return { decision: 'allow', step: 'no-permission-needed' };
  if (need === 'read') return approvedRead(call, rules);
  if (need === 'write') return approvedWrite(call, rules, mode);
  const named = rules.find((rule) => coversInput(rule, call));
  if (named) return byRule('allow', 'allow-rule', named);
  return isPreapprovedHost(call.host) ? { decision: 'allow', step: 'preapproved-domain' } : undefined;
}

function coversInput({ rule, coverage }: CompiledRule, call: PermissionCall): boolean {
  if (coverage.kind !== 'host' && coverage.kind !== 'name') return false;
  return coveredBySpecifier(rule.tool, call.tool) && matchesInput(coverage, call);
}

function approvedRead(call: PermissionCall, rules: readonly CompiledRule[]): PermissionVerdict | undefined {
  const rule = byPathRule('Read', call.reads, rules);
  if (rule) return rule;
  return call.reads.every((path) => isFree(path, call))
    ? { decision: 'allow', step: 'read-only' }
    : undefined;
}

function approvedWrite(
  call: PermissionCall,
  rules: readonly CompiledRule[],
  mode: JudgedMode,
): PermissionVerdict | undefined {
  if (call.writes.every(({ path }) => path !== undefined && isOwnNote(path, call.places.home))) {
    return { decision: 'allow', step: 'no-permission-needed', detail: 'its own notes' };
  }
  const rule = byPathRule('Edit', call.writes, rules);
  if (rule || !call.writes.every((path) => isInside(path, call))) return rule;
  if (mode === 'acceptEdits') return { decision: 'allow', step: 'accept-edits' };
  return mode === 'auto' ? { decision: 'allow', step: 'auto-edit' } : undefined;
}

function byPathRule(
  access: 'Read' | 'Edit',
  paths: readonly TouchedPath[],
  rules: readonly CompiledRule[],
): PermissionVerdict | undefined {
  const [first] = pathRules(access, paths, rules) ?? [];
  return first && byRule('allow', 'allow-rule', first);
}

function approvedPowerShell(
  call: PermissionCall,
  rules: readonly CompiledRule[],
): PermissionVerdict | undefined {
  const { commands = [], understood = false } = call.powerShell ?? {};
  if (!understood || commands.length === 0) return undefined;
  const found = commands.map((command) =>
    rules.find(({ coverage }) => coverage.kind === 'powershell' && coverage.fits(powerShellText(command))),
  );
  const [first] = found;
  if (first && found.every(Boolean)) return byRule('allow', 'allow-rule', first);
  return isReadOnlyPowerShell(commands) ? { decision: 'allow', step: 'read-only' } : undefined;
}
