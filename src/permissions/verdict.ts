import type { SettingsScope } from '../evidence/configuration/settings-files.ts';
import type { CompiledRule } from './compiled-rule.ts';

export const decisions = ['allow', 'ask', 'deny'] as const;
export type Decision = (typeof decisions)[number];

/** The steps of the decision order, first one first, with what each of them means. */
const steps = {
  'required-version':
    'Claude Code of this version is outside the range that managed settings allow and does not start',
  'deny-rule': 'a deny rule matches; no other scope, mode or hook overrules it',
  'ask-rule': 'an ask rule matches; it prompts in every mode, and denies in dontAsk',
  'user-interaction': 'the tool is a question to the user',
  'critical-path': 'rm or rmdir on a critical path; no allow rule approves it',
  'remove-item': 'Remove-Item on a system path or a bare wildcard; denied in every mode',
  'protected-path': 'a write to a protected path; allow rules do not approve it',
  'plan-mode': 'plan mode blocks edits until the plan is approved',
  'bypass-mode': 'bypassPermissions skips the prompt',
  sandbox: 'sandboxed Bash runs without asking',
  'allow-rule': 'allow rules cover every part of the call',
  'read-only': 'the call only looks, inside the working folders',
  'accept-edits': 'acceptEdits approves edits and common file commands inside the working folders',
  'auto-edit': 'auto mode approves edits inside the working folder',
  'no-permission-needed': 'the tool needs no permission',
  'preapproved-domain': 'a documentation host of the built-in set',
  classifier: 'what the documented lists of the auto mode classifier say; an approximation',
  'dont-ask': 'dontAsk denies what would prompt',
  prompt: 'nothing approves it: the user is asked',
} as const;
export type Step = keyof typeof steps;

/** What would have become of a call. */
export interface PermissionVerdict {
  readonly decision: Decision;
  readonly step: Step;
  /** The rule that decided, as written. */
  readonly rule?: string;
  readonly scope?: SettingsScope;
  /** What exactly: the path, the part of the line, the documented block. */
  readonly detail?: string;
  /** The real decision is a language model's; this one follows its documented lists only. */
  readonly approximation?: true;
}

export function byRule(decision: Decision, step: Step, { rule }: CompiledRule): PermissionVerdict {
  return { decision, step, rule: rule.text, scope: rule.scope };
}
