import type { Settings } from './settings-tree.ts';

/**
 * A registry file for the machine's policy key, as `reg import` reads it: UTF-16 with a byte order mark.
 * https://code.claude.com/docs/en/managed-settings#where-each-mechanism-stores-the-policy
 */
export function registryPolicy(settings: Settings): Uint8Array {
  const value = JSON.stringify(settings).replaceAll('\\', '\\\\').replaceAll('"', '\\"');
  const text = [
    '\uFEFFWindows Registry Editor Version 5.00',
    '',
    '[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\ClaudeCode]',
    `"Settings"="${value}"`,
    '',
  ].join('\r\n');
  return new Uint8Array(Buffer.from(text, 'utf16le'));
}
