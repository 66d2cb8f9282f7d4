import type { RouteId } from '../routes.ts';

/** What an option is given so that it is on, or may be: true, a constant of the program, a comparison or a choice. */
const on = /(?:true|True|!0)\b|(?!FALSE\b)[A-Z][A-Z_]{3,}\b|!?[\w.]+\s*(?:===?|!==?|\?|\|\|)\s*\S/.source;

/** Code, its strings blanked, in which something is given such a value. */
export const switchedOn = new RegExp(`[=:]\\s*(?:${on})`);

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
    'blanket-allow-rule',
    /\bpermissions\b[^\n]{0,60}\ballow\\?["']?\s*\]?\s*(?::|\|?\+?=)(?!=)\s*\(?\[(?:[^\]]*[\s,])?\\?["']Bash(?:\(:?\*\))?\\?["']/,
  ],
  [
    'sdk-allow-option',
    new RegExp(
      `\\b[aA]llow_?[dD]angerously_?[sS]kip_?[pP]ermissions["']?\\s*\\]?\\s*(?::|\\|?=)(?!=)\\s*(?:${on})`,
    ),
  ],
];

/** The routes that an expression takes. */
export function settingExpressions(text: string): RouteId[] {
  return expressions.filter(([, pattern]) => pattern.test(text)).map(([route]) => route);
}
