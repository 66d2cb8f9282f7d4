import type { Call } from '../call.ts';
import { type Field, plainField } from '../field.ts';
import { withHome } from '../paths.ts';
import type { Act, Program, Programs } from '../program.ts';
import { isInput, runInput } from '../run-input.ts';
import { unknownStream } from '../stream.ts';

/** Runs what the commands of a program hand to a shell. @param shape the first group is shell source */
function shellsIn(call: Call, commands: readonly Field[], shape: RegExp): void {
  for (const { text, origins } of commands)
    for (const line of text.split('\n')) {
      const source = shape.exec(line)?.[1];
      if (source) call.runSource(plainField(source, origins));
    }
}

function installsExtensions(call: Call): void {
  for (const { text } of call.values('--install-extension'))
    call.emit('install', `extension ${text}`, { zone: 'home' });
}

/** `:!command`, `:r !command`, `:terminal command`: https://vimhelp.org/various.txt.html#%3A%21cmd */
const inVim =
  /^[:\s|]*(?:silent!?\s+)?(?:(?:[%\d,$.]*(?:r|read|w|write)\s*)?!\s*|(?:ter|term|terminal|bo term)\s+|call\s+system\w*\(["']|lua\s+(?:os\.execute|vim\.fn\.system)\(["'])(.+?)(?:["']\)\s*)?$/;

const edits: Act = (call) => {
  const plus = call.operands.filter(({ text }) => text.startsWith('+'));
  shellsIn(call, [...call.values('-c'), ...call.values('--cmd'), ...plus.map(withoutPlus)], inVim);
  for (const script of call.values('-S'))
    call.emit('execute', call.resolve(script), { zone: call.zone(script) });
  if (isInput(call.value('-s')?.text) || call.program === 'ex') runInput(call);
  if (call.stdin.text) shellsIn(call, [plainField(call.stdin.text, call.stdin.origins)], inVim);
  installsExtensions(call);
  return unknownStream;
};

function withoutPlus(field: Field): Field {
  return { ...field, text: field.text.slice(1) };
}

/** https://www.gnu.org/software/ed/manual/ed_manual.html#Commands, https://man7.org/linux/man-pages/man1/bc.1p.html */
const readsCommands: Act = (call) => {
  if (call.program.endsWith('ed')) runInput(call);
  if (call.stdin.text)
    shellsIn(call, [plainField(call.stdin.text, call.stdin.origins)], /^\s*(?:[\d,$]*r\s*)?!\s*(.+)$/);
  return unknownStream;
};

const pager: Program = {
  options: {
    '-k|--lesskey-file': 'read',
    '-p -P -b -T -t -x -y -z -h -j --pattern --lines -n': 'value',
    '-o -O --log-file': 'write',
  },
  act: (call) => {
    const commands = call.operands.filter(({ text }) => text.startsWith('+'));
    shellsIn(call, commands, /^\+{1,2}\s*[!|#](.+)$/);
    const files = call.operands.filter((operand) => !commands.includes(operand));
    const read = files.map((file) => call.read(file));
    return call.passOn(...read);
  },
};

/** `shell command` and `!command`: https://sourceware.org/gdb/current/onlinedocs/gdb.html/Shell-Commands.html */
const inDebugger = /^\s*(?:platform\s+shell|shell|make|!|pipe\s+[^|]*\|)\s*(.+)$/;

const debugs: Act = (call) => {
  const options = ['-ex', '-iex', '-o', '-O', '-eval-command'];
  shellsIn(
    call,
    options.flatMap((option) => call.values(option)),
    inDebugger,
  );
  for (const { text } of options.flatMap((option) => call.values(option)))
    if (/^\s*(?:python|py|script)\s/.test(text))
      call.analysis.problem('code-not-read', `${call.program}: ${text}`);
  for (const script of [...call.values('-x'), ...call.values('-s')])
    call.emit('execute', call.resolve(script), { zone: call.zone(script) });
  if (call.stdin.text) shellsIn(call, [plainField(call.stdin.text)], inDebugger);
  return unknownStream;
};

/** https://www.gnu.org/software/emacs/manual/html_node/elisp/Synchronous-Processes.html */
const evaluates: Act = (call) => {
  for (const { text } of [...call.values('--eval'), ...call.values('-f')]) {
    for (const [, source = ''] of text.matchAll(
      /\((?:async-)?shell-command(?:-to-string)?\s+"((?:[^"\\]|\\.)*)"/g,
    ))
      call.runSource(plainField(source.replace(/\\(.)/g, '$1')));
    for (const [, path = '', tail = ''] of text.matchAll(/\(delete-(?:file|directory)\s+"([^"]+)"([^)]*)\)/g))
      call.delete(plainField(withHome(path, call.analysis.context.home)), {
        traits: /\bt\b/.test(tail) ? ['recursive'] : [],
      });
  }
  for (const script of [...call.values('-l'), ...call.values('--script')])
    call.emit('execute', call.resolve(script), { zone: call.zone(script) });
  return unknownStream;
};

/** Programs for people, whose own commands can start a shell. */
export const editors: Programs = {
  'vi vim nvim gvim view ex': {
    options: {
      '-c': 'value',
      '--cmd': 'value',
      '-S': 'value',
      '-s': 'value',
      '-u -i -T -w -W -t -q -U -V': 'value',
      '-e -E -n -r -R -d -o -O -p -b -m -M -es -Es --headless --clean': 'flag',
    },
    dashes: 'single',
    act: edits,
  },
  'ed red dc bc': { act: readsCommands },
  'less more most pg': pager,
  'man info apropos tldr': {
    options: { '-P|--pager -H|--html': 'command', '-k -f -a -w -K': 'flag' },
    operands: 'value',
    output: 'none',
  },
  gdb: {
    options: {
      '-ex|--ex|-eval-command|--eval-command': 'value',
      '-iex|--iex|--init-eval-command': 'value',
      '-x|--command|-command -ix': 'value',
      '-p|--pid -d --cd -tty -c|--core -s -e': 'value',
      '-q -batch --batch -nx -n -nh --args -quiet -silent': 'flag',
    },
    dashes: 'single',
    act: debugs,
  },
  lldb: {
    options: {
      '-o|--one-line': 'value',
      '-O|--one-line-before-file': 'value',
      '-s|--source': 'value',
      '-p -n -c -f': 'value',
    },
    act: debugs,
  },
  'emacs emacsclient': {
    options: {
      '--eval|-eval|--execute|-execute|-e': 'value',
      '-f|--funcall': 'value',
      '-l|--load': 'value',
      '--script|-script': 'value',
    },
    dashes: 'single',
    act: evaluates,
  },
  'nano pico code code-insiders subl micro hx kate gedit': {
    options: { '--install-extension': 'value', '-r -n -w|-g|-d --wait --goto': 'flag' },
    act: (call) => {
      installsExtensions(call);
      return unknownStream;
    },
  },
};
