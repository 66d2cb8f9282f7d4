import type { Zone } from './times.ts';

/** What is open on the right. */
export type Opened =
  | { readonly kind: 'call'; readonly number: number }
  | { readonly kind: 'finding'; readonly number: number }
  | { readonly kind: 'incident'; readonly number: number }
  | { readonly kind: 'link'; readonly number: number }
  | { readonly kind: 'case'; readonly number: 0 };

/** Milliseconds since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Everything that a link brings back. */
export interface Address {
  readonly query: string;
  /** Absent for all times. */
  readonly time?: Span | undefined;
  readonly isAmongAll: boolean;
  readonly view: 'book' | 'document';
  readonly zone: Zone;
  readonly open?: OpenName | undefined;
}

/** The name of what is open, by its kind. */
export interface OpenName {
  readonly kind: Opened['kind'];
  readonly name: string;
}

export const emptyAddress = {
  query: '',
  isAmongAll: false,
  view: 'book',
  zone: 'utc',
} as const satisfies Address;

const longest = 2000;
const kinds = ['call', 'finding', 'incident', 'link', 'case'] as const;

/** Whoever sends a link may be anybody: what is not known in it is left out. @param hash with its sign */
export function parseAddress(hash: string): Address {
  // The document's own headings.
  if (/^#s\d+$/.test(hash)) return { ...emptyAddress, view: 'document' };
  if (hash.length > longest) return emptyAddress;
  const given = new URLSearchParams(hash.slice(1));
  const [, from, to] = /^(\d{1,15})-(\d{1,15})$/.exec(given.get('time') ?? '') ?? [];
  const kind = kinds.find((one) => given.has(one));
  return {
    query: given.get('q') ?? '',
    time: from === undefined ? undefined : { from: Number(from), to: Number(to) },
    isAmongAll: given.get('show') === 'all',
    view: given.get('view') === 'document' ? 'document' : 'book',
    zone: given.get('zone') === 'local' ? 'local' : 'utc',
    open: kind && { kind, name: given.get(kind) ?? '' },
  };
}

export function addressText({ query, time, isAmongAll, view, zone, open }: Address): string {
  const given = new URLSearchParams();
  if (query !== '') given.set('q', query);
  if (time) given.set('time', `${time.from}-${time.to}`);
  if (isAmongAll) given.set('show', 'all');
  if (view === 'document') given.set('view', view);
  if (zone === 'local') given.set('zone', zone);
  if (open) given.set(open.kind, open.name);
  return `#${given}`;
}
