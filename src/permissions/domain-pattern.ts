import { wildcard } from './wildcard.ts';

/** Tells whether a URL's host is covered. */
export type HostMatcher = (host: string) => boolean;

/**
 * `domain:` with `*`: a leading `*.` takes any number of labels, elsewhere it stays inside one.
 * https://code.claude.com/docs/en/permissions#webfetch
 * @param wildcards before 2.1.172 a `*` never matched
 */
export function domainPattern(written: string, wildcards = true): HostMatcher {
  const pattern = canonical(written);
  if (!pattern.includes('*')) return (host) => canonical(host) === pattern;
  if (!wildcards) return () => false;
  if (pattern === '*') return () => true;
  const open = pattern.startsWith('*.');
  const labels = (open ? pattern.slice(2) : pattern).split('.').map(wildcard);
  return (host) => {
    const given = canonical(host).split('.');
    const extra = given.length - labels.length;
    if (open ? extra < 1 : extra !== 0) return false;
    return labels.every((fits, at) => fits(given[at + extra] ?? ''));
  };
}

/** @returns the host of an absolute URL, or undefined where it has none */
export function hostOf(url: unknown): string | undefined {
  if (typeof url !== 'string' || !URL.canParse(url)) return undefined;
  return new URL(url).hostname || undefined;
}

function canonical(host: string): string {
  return host.trim().toLowerCase().replace(/\.$/, '');
}
