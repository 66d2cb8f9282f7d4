import type { Call } from '../call.ts';
import { type Field, isListed } from '../field.ts';
import type { Act, Program, Programs } from '../program.ts';
import {
  joinStreams,
  namesStream,
  reworked,
  type Stream,
  selected,
  textStream,
  unknownStream,
} from '../stream.ts';
import { awk } from './awk.ts';
import { sed } from './sed.ts';
import { decoded, unescapePrintf, unescapeText } from './text-escapes.ts';

/** Passes on exactly what it reads. */
const prints: Act = (call) => {
  const streams = call.operands.length === 0 ? [call.stdin] : call.operands.map((file) => call.read(file));
  return joinStreams(streams);
};

const echoes: Act = (call) => {
  const fields = [...call.argv.slice(1)];
  let escapes = false;
  let newline = '\n';
  while (fields[0] && /^-[neE]+$/.test(fields[0].text)) {
    const option = fields.shift()?.text ?? '';
    if (option.includes('e')) escapes = true;
    if (option.includes('n')) newline = '';
  }
  return spoken(fields, (texts) => (escapes ? unescapeText(texts.join(' ')) : texts.join(' ')) + newline);
};

const formatsText: Act = (call) => {
  const fields = call.argv.slice(1);
  if (fields[0]?.text === '-v' && fields[1]) {
    const [, name, ...rest] = fields;
    const { text, origins } = spoken(rest, ([format = '', ...values]) => unescapePrintf(format, values));
    const value = { text: text ?? '', dynamic: text === undefined, glob: false, origins };
    if (name) call.scope.variables.set(name.text, { fields: [value], origins });
    return unknownStream;
  }
  const rest = fields[0]?.text === '--' ? fields.slice(1) : fields;
  return spoken(rest, ([format = '', ...values]) => unescapePrintf(format, values));
};

/** Where a program lies is not known; run by its name it is the same program. */
const printsNames: Act = (call) =>
  spoken(call.operands, (names) => names.map((name) => `${name}\n`).join(''));

/** Text made of arguments; not known where one of them is not. */
function spoken(fields: readonly Field[], join: (texts: readonly string[]) => string): Stream {
  const origins = [...new Set(fields.flatMap((field) => field.origins))];
  const isKnown = (field: Field) => !field.dynamic || isListed(field);
  if (!fields.every(isKnown)) return { origins };
  const text = join(fields.map(({ text }) => text));
  return fields.some(({ dynamic }) => dynamic)
    ? namesStream([text.trim()], origins)
    : textStream(text, origins);
}

const tees: Act = (call) => {
  for (const file of call.operands) call.write(file, call.stdin, { changes: call.has('-a') });
  return call.stdin;
};

function decodes(encoding: 'base64' | 'hex', isDecoding: (call: Call) => boolean): Act {
  return (call) => {
    const given = call.operands.map((file) => call.read(file));
    const stream = given.length > 0 ? joinStreams(given) : call.stdin;
    if (!isDecoding(call)) return { origins: stream.origins };
    const origins = [...new Set([...stream.origins, 'encoded' as const])];
    const text = stream.text === undefined ? undefined : decoded(stream.text, encoding);
    return text === undefined ? { origins } : textStream(text, origins);
  };
}

const base64: Program = {
  options: {
    '-d|-D|--decode': 'flag',
    '-w|--wrap -b|--break': 'value',
    '-i': 'flag',
    '-o|--output': 'write',
  },
  act: decodes('base64', (call) => call.has('-d')),
};

const decodesSomehow: Act = (call) => {
  if (!call.has('-d')) return undefined;
  const read = call.operands.map((file) => call.look(file));
  return { origins: [...new Set([...joinStreams([call.stdin, ...read]).origins, 'encoded' as const])] };
};

const filter: Program = { operands: 'read' };
const pattern = { first: 'value', rest: 'read' } as const;
const measures: Program = { operands: 'value', output: 'none' };

/** Reads files of which nothing is shown that would be a secret. */
function looksAt(call: Call, files: readonly Field[]): Stream {
  for (const file of files) call.read(file, call.zone(file) === 'credentials' ? { traits: ['used'] } : {});
  return unknownStream;
}

const readsOrPasses = (call: Call, files: readonly Field[]): readonly Stream[] =>
  files.length > 0 ? files.map((file) => call.read(file)) : [call.stdin];

/** Counts, names of files and an answer are no content. */
const greps: Act = (call) => {
  const files = call.has('-e') ? call.operands : call.operands.slice(1);
  if (['-c', '-q', '-l', '-L'].some((option) => call.has(option))) return looksAt(call, files);
  return selected(readsOrPasses(call, files));
};

/** `cut -d= -f1 .env`: names of settings, without their values. */
const cuts: Act = (call) => {
  const isName = call.value('-d')?.text === '=' && call.value('-f')?.text === '1';
  return isName ? looksAt(call, call.operands) : reworked(readsOrPasses(call, call.operands));
};

const grep: Program = {
  options: {
    '-e|--regexp -f|--file': 'value',
    '--exclude-from': 'read',
    '-A -B -C -m|--max-count --include --exclude --exclude-dir --color --label --after-context --before-context --context -d -D':
      'value',
    '-c|--count -q|--quiet|--silent -l|--files-with-matches -L|--files-without-match': 'flag',
    '-r|-R|--recursive -i -v -n -s -o -w -x -E -F -P -G -h -H -a -I -z': 'flag',
  },
  act: greps,
};

const ripgrep: Program = {
  options: {
    '-e|--regexp': 'value',
    '-f|--file': 'read',
    '--files': 'flag',
    '--pre': 'execute',
    '-g|--glob --iglob -t|--type -T|--type-not -A -B -C -m|--max-count -M|--max-columns -j -r|--replace --sort --sortr -d --max-depth --color --colors -E|--encoding':
      'value',
  },
  operands: { ...pattern, unless: '-e --files' },
  output: 'selection',
};

/** `--arg name value`: the second word is the value or its file, and not the filter. https://jqlang.org/manual/#invoking-jq */
function namedWords({ argv }: Call, options: RegExp): readonly Field[] {
  return argv.filter((_, at) => options.test(argv[at - 2]?.text ?? ''));
}

/** Text: printed, filtered, encoded, measured. */
export const text: Programs = {
  'cat tac gcat bat batcat': {
    options: { '-A -b -e|-E -n -s -t -T -u -v -p -l|--language --style --paging --color --theme': 'flag' },
    act: prints,
  },
  echo: { dashes: 'none', act: echoes },
  printf: { dashes: 'none', act: formatsText },
  tee: { options: { '-a|--append -i -p': 'flag' }, act: tees },
  sponge: { options: { '-a': 'flag' }, act: tees },
  'head tail ghead gtail': {
    options: {
      '-n --lines -c --bytes -s|--sleep-interval --pid': 'value',
      '-f -F -q -v -z -r --follow': 'flag',
    },
    operands: 'read',
    output: 'selection',
  },
  date: { options: { '-f|--file': 'read', '-d|--date -s|--set -r|--reference -I': 'value' }, output: 'none' },
  'grep egrep fgrep zgrep ggrep': grep,
  'rg ripgrep ag ack': ripgrep,
  'sed gsed': sed,
  'awk gawk mawk nawk': awk,
  'cut colrm': {
    options: { '-d|--delimiter -f|--fields -c|--characters -b|--bytes --output-delimiter': 'value' },
    act: cuts,
  },
  tr: { output: 'none', operands: 'value', act: (call) => reworked([call.stdin]) },
  'sort gsort': {
    options: {
      '-o|--output': 'write',
      '--files0-from': 'read',
      '-k|--key -t --field-separator -S --buffer-size -T|--temporary-directory --parallel': 'value',
      '--compress-program': 'execute',
    },
    operands: 'read',
    output: 'selection',
  },
  uniq: {
    options: { '-f -s -w --skip-fields --skip-chars': 'value' },
    operands: { first: 'read', rest: 'write' },
    output: 'selection',
  },
  split: {
    options: {
      '--filter': 'command',
      '-a -b -C -l -n -t --suffix-length --bytes --line-bytes --lines --number --additional-suffix --separator':
        'value',
      '-d|--numeric-suffixes -x -e -u --verbose': 'flag',
    },
    operands: { first: 'read', rest: 'value' },
  },
  shuf: {
    options: {
      '-e|--echo -z|--zero-terminated -r|--repeat': 'flag',
      '-n|--head-count -i|--input-range': 'value',
      '-o|--output': 'write',
    },
    operands: 'read',
    output: 'selection',
  },
  'nl rev fold fmt pr expand unexpand column paste join comm look tsort strings nroff hexdump od csplit iconv':
    {
      options: { '-n -w -s -t -d -c -l -f -b -C -a -N -A -j -x --bytes --lines -e': 'value' },
      operands: 'read',
    },
  xxd: {
    options: { '-r -p -ps -b -u -i -a -E -e': 'flag', '-c -g -l -s -o -n': 'value' },
    act: decodes('hex', (call) => call.has('-r')),
  },
  'base64 gbase64': base64,
  'base32 basenc uudecode': {
    options: { '-d|--decode -D': 'flag', '-w': 'value' },
    operands: 'read',
    act: decodesSomehow,
  },
  'wc md5sum sha1sum sha224sum sha256sum sha384sum sha512sum shasum md5 cksum b2sum sum': {
    options: { '--files0-from -c|--check -a|--algorithm': 'flag' },
    ...measures,
  },
  'ls gls dir vdir exa eza lsd tree stat file du df basename dirname realpath readlink test [ [[ whoami id groups hostname uname cal uptime free ps pgrep top htop who w users last lastlog lsof whereis true false : sleep seq yes tty stty clear reset tput locale nproc getconf lscpu lsblk lsusb lspci lsmod dmesg vmstat iostat mpstat sar ncal factor expr numfmt mesg pathchk logname sync figlet cowsay':
    { ...measures, dashes: 'single' },
  'which where': { options: { '-a -s': 'flag' }, act: printsNames },
  type: {
    options: { '-P|-p': 'flag', '-a -t -f': 'flag' },
    act: (call) => (call.has('-P') ? printsNames(call) : unknownStream),
  },
  'cmp diff sdiff colordiff vimdiff diff3': { operands: 'read' },
  'jq yq gojq': {
    options: {
      '-r -c -n -s -e -S -M -C -a -j -R': 'flag',
      '--arg --argjson --slurpfile --rawfile --indent -f|--from-file -o -p --output-format --input-format':
        'value',
      '-i|--inplace|--in-place': 'flag',
    },
    act: (call) => {
      const inPlace = call.has('-i');
      const skip = /^(?:eval|e|eval-all|ea)$/.test(call.operand(0)) ? 2 : 1;
      const named = namedWords(call, /^--(?:arg|argjson|slurpfile|rawfile)$/);
      const files = call.operands.filter((operand) => !named.includes(operand)).slice(skip);
      for (const file of namedWords(call, /^--(?:slurpfile|rawfile)$/)) call.read(file);
      if (inPlace) for (const file of files) call.write(file, undefined, { changes: true });
      return inPlace ? unknownStream : reworked([...files.map((file) => call.read(file)), call.stdin]);
    },
  },
  'xmllint xmlstarlet csvlook csvcut mlr dasel': filter,
};
