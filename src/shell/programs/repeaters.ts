import type { Call } from '../call.ts';
import { type Field, joinedFields, listedField, plainField, shellQuoted, withReplaced } from '../field.ts';
import type { Act, Programs } from '../program.ts';
import { runInput } from '../run-input.ts';
import { emptyStream, joinStreams, type Stream, unknownStream } from '../stream.ts';

const mostWords = 100;
const mostTurns = 20;

/** What nobody knows of: the lines of another program or of a file. */
function unknownWord({ origins }: Stream): Field {
  return { text: '$stdin', dynamic: true, glob: false, origins };
}

/** The words of a text, or the names of a list. @param separator between the words of a text */
function wordsOf(stream: Stream, separator: RegExp | string): readonly Field[] {
  const { text, names, origins } = stream;
  if (names) return names.map((name) => listedField(name, origins));
  if (text === undefined || text === '') return [unknownWord(stream)];
  const words = text.split(separator).filter((word) => word !== '');
  return words.slice(0, mostWords).map((word) => plainField(word.replace(/^(["'])(.*)\1$/, '$2'), origins));
}

/** The mark in whose place each line stands. `-i` and `--replace` have `{}` where they name none. */
function markOf(call: Call): string | undefined {
  const given = call.value('-I') ?? call.value('-i') ?? call.value('-J');
  if (given) return given.text;
  const attached = call.arguments.options.find(({ name }) => /^-i./.test(name));
  if (attached) return attached.name.slice(2);
  return call.has('-i') ? '{}' : undefined;
}

/** https://www.gnu.org/software/findutils/manual/html_node/find_html/Invoking-xargs.html */
const xargs: Act = (call) => {
  const { rest } = call.arguments;
  const file = call.value('-a');
  const mark = markOf(call);
  const delimiter = call.value('-d')?.text.replace(/^\\n$/, '\n').replace(/^\\0$/, '\0');
  const isByLine = mark !== undefined && !call.has('-J');
  const separator = call.has('-0') ? '\0' : (delimiter ?? (isByLine ? '\n' : /\s+/));
  const words = wordsOf(file ? call.read(file) : call.stdin, separator);
  const command = rest.length > 0 ? rest : [plainField('echo')];
  const changes = file ? {} : { stdin: emptyStream };
  if (mark === undefined) return call.run([...command, ...words], changes);
  return joinStreams(
    words.slice(0, mostTurns).map((word) =>
      call.run(
        command.map((field) => withReplaced(field, mark, word)),
        changes,
      ),
    ),
  );
};

/** `:::` and `::::` begin arguments and files of arguments, each for every turn. */
const beginsArguments = /^:{3,4}\+?$/;

/** https://www.gnu.org/software/parallel/man.html */
const inParallel: Act = (call) => {
  const { rest } = call.arguments;
  const at = rest.findIndex(({ text }) => beginsArguments.test(text));
  const command = at === -1 ? rest : rest.slice(0, at);
  const words = at === -1 ? inputOf(call) : argumentsOf(call, rest.slice(at));
  const mark = call.value('-I')?.text ?? '{}';
  const source = joinedFields(command);
  if (command.length === 0) return runsEach(call, words);
  const isMarked = /\{[/.#%\d]*\}/.test(source.text) || source.text.includes(mark);
  const turns = words.map((word) =>
    isMarked
      ? withReplaced(unified(source, mark), mark, shellQuoted(word))
      : joinedFields([source, shellQuoted(word)]),
  );
  return joinStreams(turns.map((turn) => runsLine(call, turn)));
};

/** Other marks stand for parts of the argument: `{.}` without its ending, `{/}` without its folder, `{1}`. */
function unified(source: Field, mark: string): Field {
  return { ...source, text: source.text.replace(/\{[/.%\d]{1,3}\}/g, () => mark) };
}

function runsEach(call: Call, lines: readonly Field[]): Stream {
  if (call.stdin.text === undefined) runInput(call);
  else for (const line of lines) runsLine(call, line);
  return unknownStream;
}

function runsLine(call: Call, line: Field): Stream {
  const host = call.value('-S')?.text;
  if (host === undefined || host === ':') return call.runSource(line, { stdin: emptyStream });
  call.network('connect', host);
  return call.runSource(line, { stdin: emptyStream, remote: host, cwd: '/' });
}

function inputOf(call: Call): readonly Field[] {
  const files = call.values('-a').map((file) => call.read(file));
  return wordsOf(files.length > 0 ? joinStreams(files) : call.stdin, '\n').slice(0, mostTurns);
}

function argumentsOf(call: Call, fields: readonly Field[]): readonly Field[] {
  let isFile = false;
  const words: Field[] = [];
  for (const field of fields) {
    if (beginsArguments.test(field.text)) isFile = field.text.startsWith('::::');
    else if (isFile) words.push(...wordsOf(call.read(field), '\n'));
    else words.push(field);
  }
  return words.slice(0, mostTurns);
}

/** Programs that run another once for each thing that they are given. */
export const repeaters: Programs = {
  'xargs gxargs': {
    options: {
      '-I': 'value',
      '-J -R': 'value',
      '-i|--replace': 'flag',
      '-a|--arg-file': 'value',
      '-d|--delimiter': 'value',
      '-n|--max-args -L -P|--max-procs -s|--max-chars -E --process-slot-var -S': 'value',
      '-0|--null': 'flag',
      '-r|--no-run-if-empty -t|--verbose -p|--interactive -x|--exit -o|--open-tty --show-limits -l -e|--eof --max-lines':
        'flag',
    },
    stopsAtOperand: true,
    act: xargs,
  },
  parallel: {
    options: {
      '-I': 'value',
      '-S|--sshlogin': 'value',
      '-a|--arg-file': 'value',
      '-j|--jobs|-P|--max-procs -N|--max-replace-args -n|--max-args -C|--colsep -d|--delimiter --joblog --results --res --timeout --delay --retries --tmpdir --tempdir --load --memfree --nice --halt --halt-on-error --block --recstart --recend --env --wd|--workdir --basefile|--bf --return --trc --sshloginfile|--slf --profile|-J --tagstring --header -E -L -s --limit --shellquote-sep --semaphorename|--id --rpl --bar-style':
        'value',
      '--dry-run|--dryrun': 'harmless',
      '-k|--keep-order -u|--ungroup -v -t -q|--quote -m -X -0|--null -r --bar --eta --progress --tag --pipe --pipepart --will-cite --no-notice --resume --resume-failed --line-buffer|--lb --shuf --link|--xapply --plus':
        'flag',
    },
    stopsAtOperand: true,
    act: inParallel,
  },
};
