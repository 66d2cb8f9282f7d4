import type { Call } from '../call.ts';
import type { Act, Program, Programs } from '../program.ts';
import { emptyStream, type Stream, textStream, unknownStream } from '../stream.ts';
import { silent, wordsBehind } from './entries.ts';

/** They tell numbers of processes; those that follow in a pipe are cut out of what they print. */
const finders = /^(?:pgrep|pidof|lsof|fuser|ps|ss|netstat)$/;

/** Signals that a process may outlive, or that only ask whether it is there. https://man7.org/linux/man-pages/man7/signal.7.html */
const milder =
  /^-?(?:s(?:ignal)?[= ]?)?(?:SIG)?(?:0|1|HUP|10|12|USR[12]|18|CONT|19|STOP|20|TSTP|28|WINCH|URG)$/i;

/** What is ended: a name or a pattern, a number, `of …` where another program finds the number, `*` for all. */
function ends(call: Call, what: string): void {
  const isAll = what === '*';
  call.emit('delete', `process ${what}`.slice(0, 160), {
    traits: isAll ? ['irreversible', 'recursive'] : [],
  });
}

/** `$(lsof -ti:3000)`, or words that came through a pipe: who found them. */
function foundBy(call: Call, text: string): string {
  const inner = /(?:\$\(|`)\s*(?:sudo\s+)?((?:pgrep|pidof|lsof|fuser|ps)\b[^|)`]*)/.exec(text)?.[1];
  if (inner !== undefined) return `of ${inner.trim()}`;
  if (!/^\$stdin$/.test(text)) return text;
  const named = call.analysis.lastOf(/^(?:grep|egrep|rg)$/);
  const finder = call.analysis.lastOf(finders);
  const pattern = finder?.[0] === 'ps' ? named?.slice(1).find((word) => !word.startsWith('-')) : undefined;
  if (finder) return `of ${[...finder, ...(pattern === undefined ? [] : [pattern])].join(' ')}`;
  return text;
}

/** https://man7.org/linux/man-pages/man1/kill.1.html */
const signals: Act = (call) => {
  const words = call.argv.slice(1).map(({ text }) => text);
  const { signal } = signalOf(words);
  if (words.some((word) => /^(?:-l|-L|--list(?:=.*)?)$/.test(word)) || milder.test(signal))
    return emptyStream;
  for (const text of killedBy(words)) ends(call, text === '-1' ? '*' : foundBy(call, text));
  return emptyStream;
};

function signalOf([first = '', second = '']: readonly string[]): { signal: string; length: number } {
  if (/^(?:-s|--signal|-n)$/.test(first)) return { signal: second, length: 2 };
  if (/^-(?:[A-Z]+[12]?|\d+|-signal=.*)$/i.test(first) && first !== '--')
    return { signal: first.replace(/^-+(?:signal=)?/, ''), length: 1 };
  return { signal: '', length: 0 };
}

function killedBy(words: readonly string[]): readonly string[] {
  return words.slice(signalOf(words).length).filter((word) => word !== '--');
}

/** By the name, or the whole command line. https://man7.org/linux/man-pages/man1/pgrep.1.html */
const byName: Program = {
  options: {
    '-s|--signal -n -u|--user -U -g -G -t -P -F': 'value',
    '-l|-L|--list|-V|--version|-h|--help|-Z': 'harmless',
    '-9 -KILL -SIGKILL': 'forced',
    '-f -x -i -I -q -w -v -e -o -m -r': 'flag',
  },
  dashes: 'single',
  act: (call) => {
    const names = [...call.arguments.options.map(({ name }) => name), call.value('-s')?.text ?? ''];
    if (names.some((name) => name !== '' && milder.test(name))) return emptyStream;
    if (call.has('-l') || names.some((name) => /^-d/.test(name))) return emptyStream;
    for (const { text } of call.operands) ends(call, text);
    return emptyStream;
  },
};

/** It only tells who uses a file or a port, unless it is to kill. https://man7.org/linux/man-pages/man1/fuser.1.html */
const usesPort: Act = (call) => {
  const words = call.argv.slice(1).map(({ text }) => text);
  if (!words.some((word) => /^-\w*k/.test(word) || word === '--kill')) return unknownStream;
  const what = words.filter((word) => !word.startsWith('-') && !/^(?:tcp|udp)$/i.test(word)).join(' ');
  ends(call, `of port ${what}`);
  return emptyStream;
};

const freesPort: Program = {
  options: { '-h|--help -V|--version': 'harmless', '-m|--method': 'value', '-p|--port': 'flag' },
  act: (call) => {
    const ports = call.operands.map(({ text }) => text).join(' ');
    if (ports !== '') ends(call, `of port ${ports}`);
    return emptyStream;
  },
};

/** https://learn.microsoft.com/windows-server/administration/windows-commands/taskkill */
const killsTask: Act = (call) => {
  const words = call.argv.slice(1).map(({ text }) => text.replace(/^\/\//, '/'));
  if (words.includes('/?')) return emptyStream;
  for (const [index, word] of words.entries())
    if (/^[/-](?:im|pid|fi)$/i.test(word)) ends(call, words[index + 1] ?? '');
  return emptyStream;
};

/** https://learn.microsoft.com/powershell/module/microsoft.powershell.management/stop-process */
const stopsProcess: Act = (call) => {
  const words = call.argv.slice(1).map(({ text }) => text);
  if (words.some((word) => /^-whatif$/i.test(word))) return emptyStream;
  const named = words.filter(
    (word) =>
      !/^-(?:force|passthru|confirm|name|id|inputobject|erroraction|ea|whatif:\$?false)\b/i.test(word),
  );
  const what = named.filter((word) => !/^(?:silentlycontinue|stop|ignore|continue)$/i.test(word));
  for (const name of what.flatMap((word) => word.split(','))) ends(call, name.trim().replaceAll(/['"]/g, ''));
  if (what.length === 0 && call.scope.pipedFrom !== undefined)
    ends(call, `of ${call.stdin.text ?? call.scope.pipedFrom}`);
  return emptyStream;
};

/** Names stand for the processes that they have. */
const getsProcess: Act = (call): Stream => {
  const line = wordsBehind(call);
  return line === '' ? unknownStream : textStream(`Get-Process ${line}`, []);
};

/** What ends processes, or says which there are. */
export const processes: Programs = {
  kill: { dashes: 'none', act: signals },
  'killall pkill skill xkill': byName,
  fuser: { dashes: 'none', act: usesPort },
  'kill-port fkill fkill-cli': freesPort,
  taskkill: { dashes: 'none', act: killsTask },
  'stop-process spps': { dashes: 'none', act: stopsProcess },
  'get-process gps': { dashes: 'none', act: getsProcess },
  pidof: silent,
};
