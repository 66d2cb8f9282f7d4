/** The new side of one file of a unified diff. */
export interface AddedLines {
  /** As the diff names it, without `b/`. */
  readonly path: string;
  /** Lines that the change adds; counted from 1 on the new side. */
  readonly added: ReadonlySet<number>;
  /** The new side as far as the diff shows it; lines that it does not show are empty. */
  readonly lines: readonly string[];
  /** Which of the lines it shows. */
  readonly shown: ReadonlySet<number>;
}

const mostLines = 200_000;

/** Reads `git diff` and `diff -u` output. https://www.gnu.org/software/diffutils/manual/html_node/Detailed-Unified.html */
export function parseUnifiedDiff(diff: string): AddedLines[] {
  const files: AddedLines[] = [];
  let file: { path: string; added: Set<number>; lines: string[]; shown: Set<number> } | undefined;
  let line = 0;
  let left = 0;
  for (const text of diff.split('\n')) {
    const hunk = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@/.exec(text);
    if (hunk) {
      line = Number(hunk[1]);
      left = Number(hunk[2] ?? 1);
    } else if (left === 0 && text.startsWith('+++ ')) {
      file = { path: pathOf(text.slice(4)), added: new Set(), lines: [], shown: new Set() };
      if (file.path !== '/dev/null') files.push(file);
    } else if (file && left > 0 && !text.startsWith('-') && !text.startsWith('\\')) {
      if (line <= mostLines) {
        while (file.lines.length < line) file.lines.push('');
        file.lines[line - 1] = text.slice(1);
        file.shown.add(line);
        if (text.startsWith('+')) file.added.add(line);
      }
      line += 1;
      left -= 1;
    }
  }
  return files;
}

/** Git quotes names with unusual characters, and `diff -u` puts a time behind a tab. */
function pathOf(named: string): string {
  const plain = named.replace(/\t.*$/, '').replace(/\r$/, '');
  const name = /^".*"$/.test(plain) ? unquoted(plain.slice(1, -1)) : plain;
  return name.replace(/^b\//, '');
}

function unquoted(name: string): string {
  const bytes: number[] = [];
  for (const match of name.matchAll(/\\([0-7]{3}|.)|([^\\])/gs)) {
    const [, escaped, plain] = match;
    if (plain !== undefined) bytes.push(...new TextEncoder().encode(plain));
    else if (escaped?.length === 3) bytes.push(Number.parseInt(escaped, 8));
    else bytes.push(...new TextEncoder().encode({ n: '\n', t: '\t' }[escaped ?? ''] ?? escaped ?? ''));
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}
