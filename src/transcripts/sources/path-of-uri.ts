import { objectOf, textOf } from '../../json-object.ts';

/** The path of a file's address: as text, or in its parts; nothing for one that lies elsewhere. */
export function pathOfUri(uri: unknown): string | undefined {
  const parts = objectOf(uri);
  const path = textOf(parts?.['fsPath']) ?? textOf(parts?.['path']);
  if (path !== undefined) return withoutSlash(path);
  const written = textOf(uri);
  if (!written?.startsWith('file:///')) return undefined;
  try {
    return withoutSlash(decodeURIComponent(written.slice('file://'.length)));
  } catch {
    return undefined;
  }
}

/** `/c:/Users/dana` → `c:/Users/dana` */
function withoutSlash(path: string): string {
  return path.replace(/^\/(?=[A-Za-z]:)/, '');
}
