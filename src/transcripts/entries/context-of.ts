import type { ContextEntry } from './entry.ts';

type Told = Omit<ContextEntry, 'kind' | 'at'>;

/** An entry of what is told: the rest stays as it was. */
export function contextOf(told: { readonly [K in keyof Told]: string | undefined }): ContextEntry {
  const texts: Told = Object.fromEntries(Object.entries(told).filter(([, text]) => text !== undefined));
  return { kind: 'context', ...texts };
}
