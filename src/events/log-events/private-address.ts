import { isIP } from 'node:net';

/** https://www.rfc-editor.org/rfc/rfc1918, https://www.rfc-editor.org/rfc/rfc4193, and names without a dot. */
export function isPrivateAddress(address: string): boolean {
  if (isIP(address) === 4) return /^(?:10\.|127\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)/.test(address);
  if (isIP(address) === 6) return /^(?:::1$|f[cd])/i.test(address);
  return /\.(?:local|internal|lan|home|test|localhost)$/.test(address);
}
