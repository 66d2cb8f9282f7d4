import type { Call } from './call.ts';
import { type Field, plainField } from './field.ts';
import type { Program } from './program.ts';
import { runAddress } from './run-address.ts';
import { consoleOf, runFile } from './run-file.ts';
import { type Stream, unknownStream } from './stream.ts';
import { touchesOperands } from './unknown-operands.ts';
import { destructionIn } from './unknown-verbs.ts';

/** Bash calls this function for a program that it does not find. https://www.gnu.org/software/bash/manual/html_node/Command-Search-and-Execution.html */
const forMissing = 'command_not_found_handle';

/** A program that the registry does not have: it runs, and its words say what it may do besides. */
export const unknownProgram: Program = {
  operands: 'value',
  act: (call) => {
    const first = call.argv[0] ?? plainField('');
    if (/^https?:\/\//.test(first.text)) return runAddress(call, first);
    if (isFile(call, first)) return runsPath(call, first);
    if (call.scope.functions.has(forMissing)) {
      return call.machine.runFields([plainField(forMissing), ...call.argv], call.scope);
    }
    if (first.dynamic && !isNamed(first.text)) call.analysis.problem('program-not-told', first.text);
    const code = codeIn(call);
    if (code !== undefined) call.analysis.problem('code-not-read', `${call.program}: ${code}`);
    call.emit('execute', first.text, {
      certainty: first.dynamic ? 'possible' : 'certain',
      origins: first.origins,
    });
    if (!asksItself(call)) mayDo(call);
    return passedOn(call);
  },
};

/** Named by its place; or Windows finds it in the working folder, where the line has put it. */
function isFile(call: Call, { text, dynamic, ...field }: Field): boolean {
  if (dynamic) return false;
  if (text.includes('/')) return !/^@[\w.-]+\/[\w.-]+$/.test(text);
  if (!call.scope.hasBackslashes) return false;
  return text.includes('\\') || call.look({ ...field, text, dynamic }).origins.includes('from-network');
}

/** What a file does is told by its text, where that is known. */
function runsPath(call: Call, file: Field): Stream {
  const isRead = call.look(file).text !== undefined;
  const output = runFile(call, file);
  if (!isRead && consoleOf(file.text) === undefined && !asksItself(call)) mayDo(call);
  return output;
}

function mayDo(call: Call): void {
  const inner = wrappedIn(call);
  const own = inner ? call.argv.slice(1, call.argv.length - inner.length) : call.argv.slice(1);
  touchesOperands(call, own);
  if (inner) call.run(inner, { certainty: 'possible' });
  else if (!isTrial(call)) destroysByVerb(call);
  runsInput(call);
}

/** Asked only to say what it would do. */
function isTrial({ argv }: Call): boolean {
  return argv.some(({ text }) =>
    /^--(?:dry[-_]?run|what-?if|check|preview|simulate|plan|no-act)(?:=|$)/.test(text),
  );
}

function asksItself({ argv }: Call): boolean {
  return argv.some(({ text }) => /^(?:--help|--version|-h|help)$/.test(text));
}

/** Known names that no client has as a subcommand of its own. */
const neverSubcommands: ReadonlySet<string> = new Set(
  'sh bash zsh dash ksh fish python python3 node perl ruby php pwsh powershell sudo doas su env eval nohup xargs curl wget nc ncat ssh scp sftp rsync dd shred mkfs wipefs git docker podman kubectl npm npx pip tar chmod chown'.split(
    ' ',
  ),
);

/** Clients have these as subcommands, too, but not for places on the disk. */
const removers: ReadonlySet<string> = new Set(['rm', 'unlink', 'rmdir', 'truncate', 'chattr']);

/** Another program among the words: what stands before it wraps it. */
function wrappedIn({ argv, machine }: Call): readonly Field[] | undefined {
  const dashes = argv.findIndex(({ text }) => text === '--');
  const after = dashes === -1 ? [] : argv.slice(dashes + 1);
  if (after[0] && machine.knows(after[0].text)) return after;
  const at = argv.findIndex(({ text }, index) => index > 0 && !text.startsWith('-'));
  const words = at === -1 ? [] : argv.slice(at);
  const name = words[0]?.text ?? '';
  const isListOfPrograms = words.slice(1).every(({ text }) => machine.knows(text));
  if (neverSubcommands.has(name) && !isListOfPrograms) return words;
  const isOnPlace = removers.has(name) && words.slice(1).some(({ text }) => /^[/~]/.test(text));
  return isOnPlace ? words : undefined;
}

/** The verb of a client that nobody knows says what it does. */
function destroysByVerb(call: Call): void {
  const words = call.argv.slice(1).map(({ text }) => text);
  const destroyed = destructionIn(words.filter((word) => !word.startsWith('-')));
  if (destroyed !== undefined)
    call.emit('delete', `${call.program} ${destroyed}`.slice(0, 200), { certainty: 'possible' });
}

/** Without words of its own it may take what it is fed for code. */
function runsInput(call: Call): void {
  const { origins } = call.stdin;
  const isAlone = call.argv.slice(1).every(({ text }) => text.startsWith('-'));
  if (isAlone && origins.includes('from-network'))
    call.emit('execute', call.program, { origins, certainty: 'possible' });
}

/** `$TOOLS/bin/check`: only its folder is not known. */
function isNamed(program: string): boolean {
  return /^(?:\$\w+|\$\{[^{}]*\}|%\w+%)(?:[/\\][\w.@+-]+)+$/.test(program);
}

const codeOptions: ReadonlySet<string> = new Set(
  '-c -e -E --code --command --eval --exec --execute --run'.split(' '),
);

/** What looks like code behind an option that interpreters have for it: more than a word. */
function codeIn({ argv }: Call): string | undefined {
  const at = argv.findIndex(({ text }) => codeOptions.has(text));
  const code = at === -1 ? undefined : argv[at + 1]?.text;
  return code !== undefined && /[\s(;|&]/.test(code) ? code : undefined;
}

function passedOn(call: Call): { readonly origins: Call['stdin']['origins'] } {
  return call.stdin.origins.length > 0 ? { origins: call.stdin.origins } : unknownStream;
}
