import { readRegularText } from '../regular-file.ts';
import { builtInPolicy } from './built-in-policy.ts';
import type { HookPolicy } from './hook-policy.ts';
import { parseHookPolicy } from './parse-policy.ts';

/**
 * The policy of a file, or the built-in one where none is named.
 * @returns a sentence where the file cannot be used
 */
export function readPolicy(path: string | undefined): HookPolicy | string {
  if (path === undefined) return builtInPolicy;
  try {
    const policy = parseHookPolicy(readRegularText(path));
    return typeof policy === 'string' ? `the policy ${path} ${policy}` : policy;
  } catch (error) {
    return `the policy ${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}
