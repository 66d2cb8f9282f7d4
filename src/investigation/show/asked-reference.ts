import type { EvidenceReference } from '../../evidence/artifact.ts';

/** A place in a file of the evidence, or a name: of a call, of a session, or a commit's id. */
export type AskedReference =
  | { readonly kind: 'place'; readonly place: EvidenceReference }
  | { readonly kind: 'name'; readonly name: string };

/** Reads every form in which an output prints a reference: `path:line`, `path#/pointer`, `path#table/row`, names. */
export function askedReference(text: string): AskedReference {
  const given = text.trim().replace(/^`+|`+$/g, '');
  const [, path = '', line] = /^(.+?):(\d+)$/s.exec(given) ?? [];
  if (line !== undefined) return { kind: 'place', place: { path: slashed(path), line: Number(line) } };
  const hash = given.indexOf('#');
  if (hash > 0)
    return {
      kind: 'place',
      place: { path: slashed(given.slice(0, hash)), ...inside(given.slice(hash + 1)) },
    };
  if (/[/\\]|\.(?:jsonl?|vscdb|db|toml|ya?ml)$/i.test(given))
    return { kind: 'place', place: { path: slashed(given) } };
  return { kind: 'name', name: given };
}

function inside(fragment: string): Omit<EvidenceReference, 'path'> {
  if (fragment.startsWith('/')) return { pointer: fragment };
  const [, table = '', row = ''] = /^([^/]+)\/(.+)$/s.exec(fragment) ?? [];
  return table === '' ? { pointer: fragment } : { table, row };
}

/** References have `/`, also those of Windows. */
export function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}
