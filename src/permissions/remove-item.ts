import type { PowerShellLine } from './powershell-commands.ts';
import { rulePath } from './rule-path.ts';
import type { WorkingPlaces } from './working-places.ts';

/**
 * A `Remove-Item` that is denied in every mode. https://code.claude.com/docs/en/permission-modes#remove-item-in-powershell
 * @returns the target as written
 */
export function criticalRemoveItem({ commands }: PowerShellLine, places: WorkingPlaces): string | undefined {
  for (const [name, ...words] of commands) {
    if (name?.toLowerCase() !== 'remove-item') continue;
    const found = words
      .filter((word) => !word.startsWith('-'))
      .flatMap((word) => word.split(','))
      .map((word) => word.replace(/^['"]|['"]$/g, ''))
      .find((target) => isWildcard(target) || isSystemPath(target, places));
    if (found !== undefined) return found;
  }
  return undefined;
}

function isWildcard(target: string): boolean {
  return target === '*' || /[\\/]\*$/.test(target);
}

function isSystemPath(target: string, { cwd, home }: WorkingPlaces): boolean {
  const expanded = target.replace(/^(?:\$HOME|\$env:USERPROFILE)(?=[\\/]|$)/i, '~');
  if (/^\$/.test(expanded)) return false;
  const path = rulePath(expanded, cwd, home);
  return path === rulePath('~', cwd, home) || /^\/[^/]*$/.test(path) || /^\/[a-z]\/[^/]*$/.test(path);
}
