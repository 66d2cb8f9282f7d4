import { createHash } from 'node:crypto';
import type { Settings } from './settings-tree.ts';
import { isSettings } from './settings-tree.ts';

/**
 * A configuration profile for the managed preferences domain of Claude Code.
 * https://code.claude.com/docs/en/managed-settings#where-each-mechanism-stores-the-policy
 */
export function configurationProfile(settings: Settings): string {
  const domain = 'com.anthropic.claudecode';
  const payload = {
    PayloadType: domain,
    PayloadIdentifier: `${domain}.yolo-triage`,
    PayloadUUID: uuidOf(`payload ${JSON.stringify(settings)}`),
    PayloadVersion: 1,
    ...settings,
  };
  const profile = {
    PayloadType: 'Configuration',
    PayloadIdentifier: 'yolo-triage.claude-code',
    PayloadUUID: uuidOf(`profile ${JSON.stringify(settings)}`),
    PayloadVersion: 1,
    PayloadScope: 'System',
    PayloadDisplayName: 'Claude Code policy',
    PayloadContent: [payload],
  };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
    '<plist version="1.0">',
    ...element(profile, ''),
    '</plist>',
    '',
  ].join('\n');
}

function element(value: unknown, indent: string): string[] {
  if (Array.isArray(value))
    return block(
      'array',
      value.flatMap((item) => element(item, `${indent}  `)),
      indent,
    );
  if (isSettings(value)) {
    const entries = Object.entries(value).flatMap(([name, inner]) => [
      `${indent}  <key>${escaped(name)}</key>`,
      ...element(inner, `${indent}  `),
    ]);
    return block('dict', entries, indent);
  }
  if (typeof value === 'boolean') return [`${indent}<${value}/>`];
  if (typeof value === 'number') {
    const name = Number.isInteger(value) ? 'integer' : 'real';
    return [`${indent}<${name}>${value}</${name}>`];
  }
  return [`${indent}<string>${escaped(String(value))}</string>`];
}

function block(name: string, lines: readonly string[], indent: string): string[] {
  return [`${indent}<${name}>`, ...lines, `${indent}</${name}>`];
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The same policy has the same identifiers, so that a profile can be compared byte by byte. */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex').toUpperCase();
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
