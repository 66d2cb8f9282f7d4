/**
 * What stands in the same invocation context to lift the refusal to start as root. None of them creates a sandbox.
 * `IS_SANDBOX` counts from Claude Code 2.1.1 on only with the value `1`; before, any value that is not empty did.
 */
export const guards = {
  none: 'no guard stands in the same invocation context',
  'is-sandbox':
    'IS_SANDBOX=1 is a self-declaration: it lifts the refusal to run as root and creates no sandbox',
  'is-sandbox-unclear':
    'IS_SANDBOX is set to another value than 1: versions before 2.1.1 accept it, later ones do not',
  bubblewrap:
    'CLAUDE_CODE_BUBBLEWRAP is a self-declaration: it lifts the refusal to run as root and creates no sandbox',
} as const;
export type Guard = keyof typeof guards;

/** The guard that a variable makes; undefined where it is no guard. An empty value takes a guard away. */
export function guardOf(variable: string, value: string): Guard | undefined {
  if (variable === 'CLAUDE_CODE_BUBBLEWRAP') return value === '' || value === '0' ? 'none' : 'bubblewrap';
  if (variable !== 'IS_SANDBOX') return undefined;
  if (value === '') return 'none';
  return value === '1' || value.startsWith('${IS_SANDBOX:-1') ? 'is-sandbox' : 'is-sandbox-unclear';
}
