import { Call } from './call.ts';
import { type CmdCommand, cmdCommands } from './cmd-lines.ts';
import { turnsOf } from './cmd-loops.ts';
import type { Field } from './field.ts';
import { forkScope, type Scope } from './scope.ts';
import { emptyStream, joinStreams, type Origin, type Stream, unknownStream } from './stream.ts';
import { windowsVariable } from './windows-variables.ts';

const longestCode = 64 * 1024;

/**
 * Walks through lines of the Windows command processor. Conditions and loops are taken to hold once; a variable that
 * the line does not tell stays as written.
 */
export function runCmd(call: Call, code: string, changes: Partial<Scope> = {}): Stream {
  if (code.length > longestCode) call.analysis.problem('oversized');
  const wrappers = [...call.scope.wrappers, call.program];
  const scope = forkScope(call.scope, { wrappers, hasBackslashes: true, ...changes });
  const { commands, isWhole } = cmdCommands(code.slice(0, longestCode));
  if (!isWhole) call.analysis.problem('too-deep');
  const fed = { stdin: scope.stdin, pipedFrom: scope.pipedFrom };
  let output: Stream = emptyStream;
  let before = '';
  for (const command of commands) {
    const input = command.isPiped ? { stdin: output, pipedFrom: before } : fed;
    output = runCommand(call, command, Object.assign(scope, input));
    before = command.words[0] ?? '';
  }
  return output;
}

function runCommand(call: Call, { words, redirections }: CmdCommand, scope: Scope): Stream {
  const { machine } = call;
  const own = new Call({ program: 'cmd', argv: [], scope, machine, effects: [] }, {}, []);
  const input = redirections.find(({ operator }) => operator === '<');
  const stdin = input ? own.read(expanded(call, input.target, scope)) : scope.stdin;
  const output = runWords(call, words, Object.assign(scope, { stdin }));
  for (const { operator, target } of redirections) {
    if (operator !== '<') {
      own.write(expanded(call, target, scope), output, { changes: operator === '>>' });
    }
  }
  return output;
}

function runWords(call: Call, given: readonly string[], scope: Scope): Stream {
  const left = afterPrefix(given);
  const turns = turnsOf(left);
  if (turns) return joinStreams([emptyStream, ...turns.map((turn) => runWords(call, turn, scope))]);
  const [name = '', ...words] = left;
  const builtin = name.toLowerCase();
  if (builtin === '' || builtin === 'rem' || builtin.startsWith(':')) return emptyStream;
  if (builtin === 'set') return setsVariable(call, words, scope);
  const isFolder = builtin === 'cd' || builtin === 'chdir' || builtin === 'pushd';
  const operands = isFolder ? words.filter((word) => !/^\/d$/i.test(word)) : words;
  const program = Object.hasOwn(otherNames, builtin) ? (otherNames[builtin] ?? name) : name;
  const fields = [program, ...operands].map((word) => expanded(call, word, scope));
  return call.machine.runFields(fields, scope);
}

/** Commands that the registry of programs keeps under another name: theirs is that of another program. */
const otherNames: Readonly<Record<string, string>> = {
  rmdir: 'rd',
  md: 'mkdir',
  type: 'gc',
  'echo.': 'echo',
  'echo:': 'echo',
};

/** What stands before a command and only says when it runs. */
const prefixes: readonly ((words: readonly string[]) => readonly string[] | undefined)[] = [
  (words) => (/^(?:else|call)$/i.test(words[0] ?? '') ? words.slice(1) : undefined),
  afterCondition,
  afterStart,
];

function afterPrefix(given: readonly string[]): readonly string[] {
  for (const prefix of prefixes) {
    const left = prefix(given);
    if (left) return afterPrefix(left);
  }
  return given;
}

/** https://learn.microsoft.com/windows-server/administration/windows-commands/if */
function afterCondition([first = '', ...rest]: readonly string[]): readonly string[] | undefined {
  if (!/^if$/i.test(first)) return undefined;
  const from = rest.findIndex((word) => !/^(?:\/i|not)$/i.test(word));
  const words = from === -1 ? [] : rest.slice(from);
  const [test = '', second = ''] = words;
  if (/^(?:exist|defined|errorlevel|cmdextversion)$/i.test(test)) return words.slice(2);
  const isGlued = test.includes('==') && !test.endsWith('==');
  return words.slice(
    isGlued ? 1 : test.endsWith('==') || (second.startsWith('==') && second !== '==') ? 2 : 3,
  );
}

/** `start "title" /b program …`: quotes are gone, so that a title with a blank in it is no program. */
function afterStart([first = '', ...rest]: readonly string[]): readonly string[] | undefined {
  if (!/^start$/i.test(first)) return undefined;
  const at = rest.findIndex((word) => word !== '' && !word.includes(' ') && !word.startsWith('/'));
  return at === -1 ? [] : rest.slice(at);
}

function setsVariable(call: Call, words: readonly string[], scope: Scope): Stream {
  const [, name, value] = /^(\w+)=([\s\S]*)$/.exec(words.join(' ')) ?? [];
  if (name === undefined || value === undefined)
    return words.length === 0 ? call.printsEnvironment() : unknownStream;
  const field = expanded(call, value, scope);
  scope.variables.set(name.toLowerCase(), { fields: [field], origins: field.origins });
  return emptyStream;
}

/** `%NAME%` as far as it is known; a loop's `%i`, an argument `%1` and a delayed `!NAME!` are not. */
function expanded(call: Call, word: string, scope: Scope): Field {
  let isDynamic = /%%?~?\w+(?!\w*%)|!\w+!/.test(word);
  const origins: Origin[] = [];
  const text = word.replace(/%(\w+)(:[^%]*)?%/g, (whole, name: string, change?: string) => {
    const value = windowsVariable(name, scope, call.analysis.context);
    origins.push(...(value?.origins ?? []));
    if (!value || value.dynamic || change !== undefined) isDynamic = true;
    return value && !value.dynamic && change === undefined ? value.text : whole;
  });
  return { text, dynamic: isDynamic, glob: /[*?]/.test(text), origins };
}
