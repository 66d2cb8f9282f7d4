/** The host of a URL or of `user@host:path`, lower case; `undefined` where the text names none. */
export function hostOf(text: string): string | undefined {
  const url = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@\s]*@)?(\[[0-9a-f:.]+\]|[^/:?#\s]+)/i.exec(text);
  if (url?.[1]) return url[1].toLowerCase();
  const remote = /^(?:[\w.-]+@)?([\w.-]+|\[[0-9a-f:]+\]):/i.exec(text);
  return remote?.[1]?.toLowerCase();
}

const localNames: ReadonlySet<string> = new Set([
  'localhost',
  'ip6-localhost',
  'host.docker.internal',
  '0.0.0.0',
  '[::1]',
  '::1',
  '[::]',
  '::',
]);

/** Does the name lead back to this machine? https://www.rfc-editor.org/rfc/rfc6761#section-6.3 */
export function isLocalHost(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  return localNames.has(name) || name.endsWith('.localhost') || /^127(?:\.\d{1,3}){3}$/.test(name);
}

/** Is the address, as a command names it (`host`, `host:port`, URL), on this machine? */
export function isLocalTarget(target: string): boolean {
  const host = hostOf(target) ?? target.replace(/^[\w.-]+@/, '').replace(/[:/].*$/, '');
  return isLocalHost(host) || target.startsWith('::1') || /^:\d+/.test(target);
}
