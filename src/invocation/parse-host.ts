import { TriageError } from '../errors.ts';

const label = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_-]{0,61}[\p{L}\p{N}_])?$/u;
const number = /^(?:25[0-5]|2[0-4]\d|1?\d?\d)$/;

/**
 * Reads `example.com`, `192.0.2.7`, `2001:db8::7` or `localhost`; in lower case.
 * @throws {TriageError} for what no host is called, and for one name without a dot: as a domain it would cover all hosts
 * of the world, or none
 */
export function parseHost(word: string): string {
  const host = word.trim().toLowerCase().replace(/\.$/, '');
  if (isName(host) || isAddress(host)) return host;
  throw new TriageError(
    `not a host: ${word}`,
    'give a host or a domain with its dots, which covers all below it: packages.example.com',
  );
}

function isName(host: string): boolean {
  const labels = host.split('.');
  const isWhole = host === 'localhost' || labels.length > 1;
  if (!isWhole || host.length > 253 || !labels.every((one) => label.test(one))) return false;
  const areNumbers = /^\d+$/.test(labels.at(-1) ?? '');
  return !areNumbers || (labels.length === 4 && labels.every((one) => number.test(one)));
}

/** An address of version 6, without brackets. */
function isAddress(host: string): boolean {
  return /^[\da-f:.]{2,45}$/.test(host) && host.includes(':') && URL.canParse(`http://[${host}]/`);
}
