/** Words by which a script is asked what it is, and for no work. */
const asking = /^(?:--help|-h|help|--version|-V|version|--usage|usage)$/;

/** What a language's own reader of arguments answers to `--help`, before anything below it runs. */
const readers = /^.*(?:\.parse_args\(|\.parse\(process\.argv|@click\.command|\bdocopt\(|typer\.run\()/m;

/**
 * What of a script runs where it is asked for its help alone and its text knows of that: what stands before the place
 * where it answers and ends. A script that does not know the word runs as always.
 * @param words what the script is given
 * @returns undefined where it is not asked, or does not end there
 */
export function textBeforeHelp(script: string, words: readonly string[]): string | undefined {
  const [word = '', ...others] = words;
  if (others.length > 0 || !asking.test(word)) return undefined;
  const at = answerIn(script, word) ?? (word.startsWith('-') ? script.search(readers) : -1);
  return at < 0 ? undefined : script.slice(0, at);
}

/** Where the statement begins whose arm or condition names the word and ends the script. */
function answerIn(script: string, word: string): number | undefined {
  const escaped = word.replace(/[-]/g, '\\$&');
  const arm = new RegExp(
    `^[ \\t]*\\(?[\\w|" '?*-]*(?<![\\w-])${escaped}(?![\\w-])[\\w|" '?*-]*\\)([^]*?);;`,
    'm',
  );
  const test = new RegExp(
    `^[^#\\n]*==? *["']?${escaped}["']?[^\\n]*(?:then|&&|\\{)([^]*?)(?:\\n[ \\t]*fi\\b|; *fi\\b|\\n(?![ \\t])|(?![^]))`,
    'm',
  );
  for (const form of [arm, test]) {
    const found = form.exec(script);
    if (found && ends(found[1] ?? '', script)) return startOfStatement(script, found.index);
  }
  return undefined;
}

/** It leaves by itself, or calls a function that does. */
function ends(body: string, script: string): boolean {
  if (/(?:^|[\s;&{])exit\b/.test(body)) return true;
  return body
    .split(/[\s;]+/)
    .filter((name) => /^[a-z_]\w*$/i.test(name))
    .some((name) => new RegExp(`^(?:function +)?${name} *(?:\\(\\))? *\\{[^}]*\\bexit\\b`, 'm').test(script));
}

/** The line without indent that the place belongs to: `while …; do case $1 in` opens above its arms. */
function startOfStatement(script: string, place: number): number {
  const lines = script.slice(0, place).split('\n');
  let length = lines.join('\n').length;
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    const line = lines[at] ?? '';
    length -= line.length;
    if (
      /^(?:while|until|for|case|if|\[|main|\w+ *\(\))/.test(line) ||
      (at === lines.length - 1 && place === 0)
    )
      return Math.max(length, 0);
    length -= 1;
  }
  return place;
}
