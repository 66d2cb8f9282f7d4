import { posix } from 'node:path';
import type { Call } from '../call.ts';
import { type Field, plainField } from '../field.ts';
import type { Program } from '../program.ts';
import { isInput, runInput } from '../run-input.ts';
import { reworked, unknownStream } from '../stream.ts';

const longestScript = 4096;

/** `-i` rewrites the files themselves. */
export const sed: Program = {
  options: {
    '-e|--expression': 'value',
    '-f|--file': 'read',
    '-i|--in-place|-I': 'flag',
    '-n -E -r -s -u -z --quiet --silent': 'flag',
    '-l|--line-length': 'value',
  },
  act: (call) => {
    const inPlace = call.has('-i') || call.arguments.options.some(({ name }) => name.startsWith('-i'));
    const isGiven = call.has('-e') || call.has('-f');
    const operands = call.operands.filter((operand) => operand !== suffixWord(call));
    const files = isGiven ? operands : operands.slice(1);
    const scripts = isGiven ? call.values('-e') : operands.slice(0, 1);
    if (isInput(call.value('-f')?.text)) runInput(call);
    if (!inPlace) {
      runsScript(call, scripts);
      return reworked(files.length > 0 ? files.map((file) => call.read(file)) : [call.stdin]);
    }
    for (const file of files) if (file.text !== '') call.write(file, call.look(file), { changes: true });
    keepsOriginals(call, files);
    runsScript(call, scripts);
    return unknownStream;
  },
};

/**
 * BSD's `-i` takes a word of its own: the suffix, empty where nothing is kept. No such word is a script or a file.
 * https://man.freebsd.org/cgi/man.cgi?query=sed
 */
function suffixWord({ argv }: Call): Field | undefined {
  const at = argv.findIndex(({ text }) => /^-[a-zA-Z]*[iI]$/.test(text) && !/^-[a-zA-Z]*[efl]/.test(text));
  const word = at === -1 ? undefined : argv[at + 1];
  return word && !word.dynamic && /^(?:\.\w+)?$/.test(word.text) ? word : undefined;
}

/**
 * `-i.bak` keeps each file as it was under its name with the suffix, or under one in which `*` stands for its name.
 * https://www.gnu.org/software/sed/manual/sed.html, https://perldoc.perl.org/perlrun#-i%5Bextension%5D
 */
export function keepsOriginals(call: Call, files: readonly Field[]): void {
  const words = call.argv.slice(1).map(({ text }) => text);
  const suffix = suffixWord(call)?.text || words.flatMap((word) => suffixIn.exec(word)?.[1] ?? []).at(-1);
  if (suffix === undefined) return;
  for (const file of files) {
    const path = call.resolve(file);
    const name = posix.basename(path);
    const copy = suffix.includes('*') ? suffix.replaceAll('*', name) : `${name}${suffix}`;
    const target = copy.includes('/') ? copy : `${posix.dirname(path)}/${copy}`;
    if (file.text !== '') call.write({ ...file, text: target }, call.look(file));
  }
}

const suffixIn = /^(?:-[a-hj-zA-HJ-Z]*i|--in-place=)([^=\s'"]*[.~*_][^=\s'"]*)$/;

/** `w file`, `e command` and the flag `e` inside a script. https://www.gnu.org/software/sed/manual/sed.html */
function runsScript(call: Call, scripts: readonly Field[]): void {
  for (const { text, origins } of scripts) {
    const script = text.slice(0, longestScript);
    const written = /(?:^|[;\n}]|\/[gpI\d]{0,3})\s*w\s+(\/?[\w./~-]+)\s*$/.exec(script)?.[1];
    if (written) call.write(plainField(written));
    const run = /^(?:\d+|\$)?e\s+(.+)$/.exec(script)?.[1];
    if (run) call.runSource(plainField(run, origins));
    runsReplacement(call, script);
  }
}

/** `s/x/command/e` runs what the line is then: known where nothing of the line before is left. */
function runsReplacement(call: Call, script: string): void {
  const [, , pattern = '', replacement = '', flags = ''] =
    /^\s*(?:[\d$,]+\s*)?s([/|#,@!])((?:(?!\1)[^\\]|\\.)*)\1((?:(?!\1)[^\\]|\\.)*)\1([a-zA-Z\d]*)\s*$/.exec(
      script,
    ) ?? [];
  if (!flags.includes('e')) return;
  const command = replacement.replace(/\\(.)/g, '$1');
  if (/&|\\\d/.test(replacement) || command === '' || !/^\.\*$|^\^/.test(pattern))
    call.analysis.problem('code-not-told', `sed: ${script}`);
  if (command !== '') call.runSource(plainField(command), { certainty: 'likely' });
}
