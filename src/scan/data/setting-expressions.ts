import type { RouteId } from '../routes.ts';

/** Settings given by an expression of a program: `.permissions.defaultMode = "bypassPermissions"`, `s["key"] = true`. */
const expressions: readonly (readonly [RouteId, RegExp])[] = [
  ['default-mode-setting', /\bdefaultMode\\?["']?\s*\]?\s*(?::|\|?=)(?!=)\s*\\?["']bypassPermissions/],
  [
    'skip-warning-setting',
    /\bskipDangerousModePermissionPrompt\\?["']?\s*\]?\s*(?::|\|?=)(?!=)\s*(?:true|True|!0)\b/,
  ],
  [
    'bypass-accepted-state',
    /\bbypassPermissionsModeAccepted\\?["']?\s*\]?\s*(?::|\|?=)(?!=)\s*(?:true|True|!0)\b/,
  ],
  [
    'sdk-allow-option',
    /\ballow_?dangerously_?skip_?permissions["']?\s*\]?\s*(?::|\|?=)(?!=)\s*(?:true|True|!0)\b/i,
  ],
];

/** The routes that an expression takes. */
export function settingExpressions(text: string): RouteId[] {
  return expressions.filter(([, pattern]) => pattern.test(text)).map(([route]) => route);
}
