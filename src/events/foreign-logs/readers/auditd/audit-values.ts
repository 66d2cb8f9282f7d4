/** Fields whose value the kernel writes as hexadecimal where it has spaces, quotes or other signs. */
const encoded: ReadonlySet<string> = new Set('a proctitle name cwd exe comm key cmd data'.split(' '));
const hexadecimal = /^(?:[0-9A-F]{2})+$/;

export function decodedText(name: string, value: string): string {
  return encoded.has(name) && hexadecimal.test(value) ? Buffer.from(value, 'hex').toString('utf8') : value;
}

/** @param address hexadecimal, or what `ausearch -i` makes of it */
export function socketOf(address: string, body: string): { host: string; port: string } | undefined {
  const words = /(?:laddr=|host:)([0-9a-fA-F.:]+?) (?:lport=|serv:)(\d+)/.exec(body);
  if (words?.[1] !== undefined && words[2] !== undefined) return { host: words[1], port: words[2] };
  if (!/^[0-9A-F]{16,}$/.test(address)) return undefined;
  const bytes = Buffer.from(address, 'hex');
  const port = String(bytes.readUInt16BE(2));
  // The family stands in the order of the machine, which is little-endian nearly everywhere.
  if (bytes[0] === 2) return { host: [...bytes.subarray(4, 8)].join('.'), port };
  if (bytes[0] !== 10 || bytes.length < 24) return undefined;
  return { host: addressOf(bytes.subarray(8, 24)), port };
}

/** https://www.rfc-editor.org/rfc/rfc5952 */
function addressOf(bytes: Buffer): string {
  const mapped = bytes.subarray(0, 12).toString('hex') === '00000000000000000000ffff';
  if (mapped) return [...bytes.subarray(12)].join('.');
  const groups = Array.from({ length: 8 }, (_, index) => bytes.readUInt16BE(index * 2).toString(16)).join(
    ':',
  );
  const zeros = groups.match(/(?:^|:)0(?::0)+(?=:|$)/g)?.sort((a, b) => b.length - a.length)[0];
  return zeros === undefined
    ? groups
    : groups
        .replace(zeros, zeros.startsWith(':') ? ':' : ':')
        .replace(/^:(?!:)/, '::')
        .replace(/([^:]):$/, '$1::')
        .replace(/:{3,}/, '::');
}
