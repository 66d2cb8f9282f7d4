/** One line of a BagIt manifest. https://www.rfc-editor.org/rfc/rfc8493#section-2.1.3 */
export interface ManifestEntry {
  /** Relative to the bag, with `/`. */
  readonly path: string;
  readonly sha256: string;
}

/** Also what `sha256sum --check` reads: two spaces between digest and path. */
export function formatManifest(entries: Iterable<ManifestEntry>): string {
  return [...entries]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, sha256 }) => `${sha256}  ${encoded(path)}\n`)
    .join('');
}

/** Lines that are no entry come back as their numbers, counted from 1. */
export function parseManifest(text: string): { entries: ManifestEntry[]; badLines: number[] } {
  const entries: ManifestEntry[] = [];
  const badLines: number[] = [];
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  for (const [index, line] of lines.entries()) {
    const [, sha256, path] = /^([0-9a-f]{64}) [ *](.+?)\r?$/.exec(line) ?? [];
    if (sha256 === undefined || path === undefined) badLines.push(index + 1);
    else entries.push({ sha256, path: decoded(path) });
  }
  return { entries, badLines };
}

function encoded(path: string): string {
  return path.replace(/[%\r\n]/g, (character) => (character === '%' ? '%25' : encodeURIComponent(character)));
}

function decoded(path: string): string {
  return path.replace(/%(25|0[ad])/gi, (match) => decodeURIComponent(match));
}
