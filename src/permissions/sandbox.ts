import { isAtLeast } from './agent-version.ts';
import { textMatcher } from './command-pattern.ts';
import type { JudgedMode, PermissionCall } from './permission-call.ts';
import type { Policy } from './policy.ts';
import { strippedForms } from './wrappers.ts';

/**
 * Does the call run in the built-in Bash sandbox, and so without asking?
 * https://code.claude.com/docs/en/permissions#how-permissions-interact-with-sandboxing
 */
export function isSandboxed(call: PermissionCall, policy: Policy, mode: JudgedMode): boolean {
  if (!policy.sandboxedBash || !call.shell || call.tool !== 'Bash') return false;
  if (mode === 'plan' && isAtLeast(call.version, '2.1.212')) return false;
  if (call.request.input['dangerouslyDisableSandbox'] === true) return false;
  const outside = policy.unsandboxed.map((pattern) => textMatcher(pattern));
  return !call.shell.subcommands.some((command) =>
    strippedForms(command, 'any').some((form) => outside.some((fits) => fits(form))),
  );
}
