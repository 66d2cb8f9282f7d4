import { createHash } from 'node:crypto';
import { propertyListXml } from '../evidence/property-lists/write-property-list.ts';
import type { Settings } from './settings-tree.ts';

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
  return propertyListXml(profile);
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
