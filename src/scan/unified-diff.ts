/** One side of a file of a unified diff, as far as the diff shows it. */
export interface DiffSide {
  /** As the diff names it, without `a/` or `b/`; undefined where the file is not there. */
  readonly path: string | undefined;
  /** Lines that the diff does not show are empty. */
  readonly lines: readonly string[];
  /** Which of the lines it shows; counted from 1. */
  readonly shown: ReadonlySet<number>;
  /** Which of them the other side does not have. */
  readonly changed: ReadonlySet<number>;
}

/** One file of a unified diff. */
export interface ChangedFile {
  readonly before: DiffSide;
  readonly after: DiffSide;
}

export interface UnifiedDiff {
  readonly files: readonly ChangedFile[];
  /** Nothing in the text is a diff, though it is not empty. */
  readonly isNone: boolean;
  /** It ends in the middle of a hunk, or holds a form that is not read: what is missing could hide a place. */
  readonly isBroken: boolean;
}

const mostLines = 200_000;

/** Reads `git diff` and `diff -u` output. https://www.gnu.org/software/diffutils/manual/html_node/Detailed-Unified.html */
export function parseUnifiedDiff(diff: string): UnifiedDiff {
  const reader = new DiffReader();
  for (const text of diff.split('\n')) reader.take(text);
  return reader.result(diff.trim() === '');
}

interface WritableSide {
  path: string | undefined;
  readonly lines: string[];
  readonly shown: Set<number>;
  readonly changed: Set<number>;
}

const emptySide = (path: string | undefined): WritableSide => ({
  path,
  lines: [],
  shown: new Set(),
  changed: new Set(),
});

/** Lines of a hunk that are still to come, and where they stand. */
interface Progress {
  line: number;
  left: number;
}

const header =
  /^(?:diff |index [0-9a-f]+|Binary files |GIT binary patch|rename |copy |new file|deleted file|old mode|new mode|similarity )/;

class DiffReader {
  readonly #files: { before: WritableSide; after: WritableSide }[] = [];
  readonly #before: Progress = { line: 0, left: 0 };
  readonly #after: Progress = { line: 0, left: 0 };
  #old: string | undefined;
  #isDiff = false;
  #isBroken = false;

  take(text: string): void {
    const isInHunk = this.#before.left > 0 || this.#after.left > 0;
    if (isInHunk) this.#hunkLine(text);
    else if (text.startsWith('@@ ')) this.#hunk(text);
    else if (text.startsWith('@@@')) this.#isBroken = true;
    else if (text.startsWith('--- ')) this.#old = text.slice(4);
    else if (text.startsWith('+++ ') && this.#old !== undefined) this.#file(this.#old, text.slice(4));
    else if (header.test(text)) this.#isDiff = true;
  }

  result(isEmpty: boolean): UnifiedDiff {
    const isCut = this.#before.left > 0 || this.#after.left > 0;
    const isNone = !isEmpty && !this.#isDiff && this.#files.length === 0;
    return { files: this.#files, isNone, isBroken: this.#isBroken || isCut };
  }

  #file(old: string, named: string): void {
    const [before, after] = withoutPrefixes(pathOf(old), pathOf(named));
    this.#files.push({ before: emptySide(before), after: emptySide(after) });
    this.#old = undefined;
  }

  #hunk(text: string): void {
    const match = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(text);
    if (!match || this.#files.length === 0) {
      this.#isBroken = true;
      return;
    }
    Object.assign(this.#before, { line: Number(match[1]), left: Number(match[2] ?? 1) });
    Object.assign(this.#after, { line: Number(match[3]), left: Number(match[4] ?? 1) });
  }

  #hunkLine(text: string): void {
    const file = this.#files.at(-1);
    if (!file || text.startsWith('\\')) return;
    const isAdded = text.startsWith('+');
    const isRemoved = text.startsWith('-');
    if (!isAdded) show(file.before, this.#before, { text, isChanged: isRemoved });
    if (!isRemoved) show(file.after, this.#after, { text, isChanged: isAdded });
  }
}

function show(
  side: WritableSide,
  at: Progress,
  { text, isChanged }: { readonly text: string; readonly isChanged: boolean },
): void {
  const { line } = at;
  at.line += 1;
  at.left -= 1;
  if (line > mostLines) return;
  while (side.lines.length < line) side.lines.push('');
  side.lines[line - 1] = text.slice(1);
  side.shown.add(line);
  if (isChanged) side.changed.add(line);
}

/** `a/x` and `b/x`, or the letters of `diff.mnemonicPrefix`; a file that is not there is `/dev/null`. */
function withoutPrefixes(before: string, after: string): [string | undefined, string | undefined] {
  const isGone = (path: string) => path === '/dev/null';
  const plain = (path: string) => path.replace(/^[abciwo]\//, '');
  const letters = [before, after]
    .filter((path) => !isGone(path))
    .map((path) => /^([abciwo])\//.exec(path)?.[1]);
  const isPrefixed = letters.every((letter) => letter !== undefined) && letters[0] !== letters[1];
  const own = (path: string) => (isGone(path) ? undefined : isPrefixed ? plain(path) : path);
  return [own(before), own(after)];
}

/** Git quotes names with unusual characters, and `diff -u` puts a time behind a tab. */
function pathOf(named: string): string {
  const plain = named.replace(/\t.*$/, '').replace(/\r$/, '');
  return /^".*"$/.test(plain) ? unquoted(plain.slice(1, -1)) : plain;
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
