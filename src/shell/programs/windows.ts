import type { Call } from '../call.ts';
import { runCode } from '../code.ts';
import { type Field, plainField } from '../field.ts';
import type { Act, Programs } from '../program.ts';
import { runInput } from '../run-input.ts';
import { type Stream, unknownStream } from '../stream.ts';
import { dumpsMemory } from './captures.ts';
import { writesRegistry } from './cmdlets.ts';
import { wordsBehind } from './entries.ts';

/** The word behind an option of cmd. */
function behind(call: Call, option: RegExp): string | undefined {
  const at = call.argv.findIndex(({ text }) => option.test(text));
  return at < 0 ? undefined : call.argv[at + 1]?.text;
}

const reg: Act = (call) => {
  const [verb, key] = call.argv.slice(1);
  if (!verb || !key) return unknownStream;
  if (/^add|import|copy|restore$/i.test(verb.text)) {
    writesRegistry(call, { key: key.text, name: behind(call, /^\/v$/i), data: behind(call, /^\/d$/i) });
  } else if (/^delete$/i.test(verb.text))
    call.emit('delete', key.text, { zone: 'system', traits: ['irreversible'] });
  else if (/^save$/i.test(verb.text) && /\\(?:sam|security|system)$/i.test(key.text))
    call.emit('read', key.text, { zone: 'credentials' });
  return unknownStream;
};

/** What the system writes down of what happens. https://learn.microsoft.com/windows-server/administration/windows-commands/auditpol */
const setsAudit: Act = (call) => {
  const line = wordsBehind(call);
  if (/^\/(?:clear|remove)\b|:disable\b/i.test(line))
    call.emit('delete', `audit rules ${line}`.slice(0, 160), { zone: 'system', traits: ['forced'] });
  else if (/^\/(?:set|restore|resourcesacl)\b/i.test(line))
    call.emit('configure', `audit policy ${line}`.slice(0, 160), { zone: 'system' });
  return unknownStream;
};

/** https://learn.microsoft.com/windows-server/administration/windows-commands/secedit */
const movesPolicy: Act = (call) => {
  const [, verb] = call.argv;
  const at = call.argv.findIndex(({ text }) => /^\/cfg$/i.test(text));
  const file = at === -1 ? undefined : call.argv[at + 1];
  if (/^\/(?:export|generaterollback)$/i.test(verb?.text ?? '') && file) call.write(file);
  else if (/^\/(?:configure|import)$/i.test(verb?.text ?? ''))
    call.emit('configure', `security policy ${wordsBehind(call)}`.slice(0, 160), { zone: 'system' });
  return unknownStream;
};

/** `scheduled task Updater = C:\x.exe`. https://learn.microsoft.com/windows-server/administration/windows-commands/schtasks-create */
function taskOf(call: Call): string {
  const [name, program] = [behind(call, /^\/tn$/i), behind(call, /^\/tr$/i)];
  const task = ['scheduled task', ...(name === undefined ? [] : [name])].join(' ');
  return program === undefined ? task : `${task} = ${program}`;
}

const schtasks: Act = (call) => {
  const words = call.argv.slice(1).map(({ text }) => text.toLowerCase());
  if (words.includes('/create') || words.includes('/change'))
    call.emit('persist', taskOf(call), { zone: 'persistence' });
  if (words.includes('/delete')) call.emit('delete', 'scheduled task', { zone: 'persistence' });
  return unknownStream;
};

/** A command for each file of a folder. https://learn.microsoft.com/windows-server/administration/windows-commands/forfiles */
const runsForFiles: Act = (call) => {
  const words = call.argv.slice(1);
  const after = (name: RegExp): Field | undefined =>
    words[words.findIndex(({ text }) => name.test(text)) + 1];
  const has = (name: RegExp): boolean => words.some(({ text }) => name.test(text));
  const folder = has(/^\/p$/i) ? (after(/^\/p$/i)?.text ?? '.') : '.';
  const mask = has(/^\/m$/i) ? (after(/^\/m$/i)?.text ?? '*') : '*';
  const command = has(/^\/c$/i) ? after(/^\/c$/i) : undefined;
  if (!command) return unknownStream;
  const place = [folder.replace(/[\\/]$/, ''), ...(has(/^\/s$/i) ? ['**'] : []), mask].join('\\');
  const text = command.text.replace(/@(?:path|file|fname|relpath)/gi, () => place);
  return runCode(call, 'cmd', { code: { ...command, text } });
};

/** Copies, journals and start records of the system. @param losing words of a call that takes something away */
function losesBySystem(call: Call, losing: RegExp): Stream {
  const line = wordsBehind(call);
  if (losing.test(line))
    call.emit('delete', `${call.program} ${line}`, { zone: 'system', traits: ['irreversible'] });
  return unknownStream;
}

/** https://learn.microsoft.com/windows/win32/wmisdk/wmic */
const managesWindows: Act = (call) => {
  const at = call.argv.findIndex(({ text }) => /^create$/i.test(text));
  const isProcess = call.argv.some(({ text }) => /^process$/i.test(text));
  if (isProcess && at !== -1)
    return runCode(call, 'cmd', {
      code: plainField(
        call.argv
          .slice(at + 1)
          .map(({ text }) => text)
          .join(' '),
      ),
    });
  return losesBySystem(call, /\b(?:delete|uninstall|terminate)\b/i);
};

/** Lines that come through a pipe. */
function runsFed(call: Call): Stream {
  const { text, origins } = call.stdin;
  if (!call.isFed) return unknownStream;
  runInput(call);
  if (text === undefined && origins.length === 0)
    call.analysis.problem('code-not-told', `${call.scope.pipedFrom ?? ''} | ${call.program}`);
  return text === undefined ? { origins } : runCode(call, 'cmd', { code: plainField(text, origins) });
}

/** The switch and the line may stand in one quoted word: `cmd '/c dir'`. */
function switchApart(word: Field): readonly Field[] {
  const [, name, line] = /^(\/\/?[ck])\s+(\S[\s\S]*)$/i.exec(word.text) ?? [];
  return name === undefined || line === undefined ? [word] : [plainField(name), { ...word, text: line }];
}

/** `cmd /c …` runs one line; its switches start with a slash. Without one it is a prompt that nobody types at. */
const cmd: Act = (call) => {
  const [first, ...others] = call.argv.slice(1);
  const words = first ? [...switchApart(first), ...others] : [];
  const at = words.findIndex(({ text }) => /^\/\/?[ck]$/i.test(text));
  if (at === -1) return runsFed(call);
  const given = words.slice(at + 1).map(({ text }) => text);
  const code = given.length === 1 ? given : given.map((text) => (/[\s&|]/.test(text) ? `"${text}"` : text));
  return runCode(call, 'cmd', { code: plainField(code.join(' ')) });
};

const slashDelete: Act = (call) => {
  const words = call.argv.slice(1);
  const wide = words.some(({ text }) => /^\/s$/i.test(text));
  const quiet = words.some(({ text }) => /^\/q$/i.test(text));
  for (const word of words.filter(({ text }) => !/^\/[a-z]$/i.test(text))) {
    call.delete(word, {
      traits: [...(wide ? (['recursive'] as const) : []), ...(quiet ? (['forced'] as const) : [])],
    });
  }
  return unknownStream;
};

/** https://learn.microsoft.com/windows-server/administration/windows-commands/robocopy */
const robocopy: Act = (call) => {
  const [from, to] = call.argv.slice(1).filter(({ text }) => !text.startsWith('/'));
  const switches = call.argv.map(({ text }) => text.toLowerCase());
  if (!from || !to || switches.includes('/l')) return unknownStream;
  if (switches.some((text) => text === '/mir' || text === '/purge'))
    call.delete(to, { traits: ['recursive'] });
  call.write(to, call.read(from));
  if (switches.some((text) => text === '/mov' || text === '/move'))
    call.delete(from, { traits: ['recursive'] });
  return unknownStream;
};

const net: Act = (call) => {
  const [verb, ...rest] = call.operands.map(({ text }) => text);
  const adds = call.argv.some(({ text }) => /^\/(?:add|active)/i.test(text));
  if (/^(?:user|localgroup|group)$/i.test(verb ?? '') && (adds || rest.length > 1))
    call.emit('escalate', rest.join(' '), { zone: 'system' });
  if (/^(?:stop|start)$/i.test(verb ?? ''))
    call.emit('configure', `service ${rest.join(' ')}`, { zone: 'system' });
  return unknownStream;
};

/** Programs of `cmd` and of the system. https://learn.microsoft.com/windows-server/administration/windows-commands/ */
export const windows: Programs = {
  'del erase rd': {
    dashes: 'none',
    act: (call) =>
      call.argv.some(({ text }) => /^\/[a-z]$/i.test(text)) ? slashDelete(call) : removesWords(call),
  },
  robocopy: { dashes: 'none', act: robocopy },
  wsl: {
    options: { '-d|--distribution -u|--user --cd': 'value', '-e|--exec|--': 'flag' },
    stopsAtOperand: true,
    act: (call) => call.run(call.arguments.rest),
  },
  reg: { dashes: 'none', act: reg },
  secedit: { dashes: 'none', act: movesPolicy },
  auditpol: { dashes: 'none', act: setsAudit },
  schtasks: { dashes: 'none', act: schtasks },
  forfiles: { dashes: 'none', act: runsForFiles },
  'net net1': { dashes: 'none', act: net },
  'vssadmin wbadmin bcdedit': { dashes: 'none', act: (call) => losesBySystem(call, /delete|resize|\/set/i) },
  cipher: {
    dashes: 'none',
    act: (call) => {
      if (call.argv.some(({ text }) => /^\/w/i.test(text)))
        call.emit('delete', 'free space', { zone: 'system', traits: ['irreversible'] });
      return unknownStream;
    },
  },
  cmd: { dashes: 'none', act: cmd },
  runas: {
    dashes: 'none',
    act: (call) => {
      call.emit(
        'escalate',
        call.argv.find(({ text }) => text.startsWith('/user:'))?.text.slice(6) ?? 'Administrator',
      );
      return unknownStream;
    },
  },
  wmic: { dashes: 'none', act: managesWindows },
  fsutil: { dashes: 'none', act: (call) => losesBySystem(call, /deletejournal|setzerodata/i) },
  'rundll32 regsvr32 mshta wscript cscript msiexec installutil': {
    dashes: 'none',
    act: (call) => {
      const url = call.argv.find(({ text }) => /https?:\/\//i.test(text));
      if (call.argv.some(({ text }) => /comsvcs/i.test(text))) dumpsMemory(call, 'a process by comsvcs.dll');
      if (url) call.network('connect', url.text);
      call.emit('execute', wordsBehind(call).slice(0, 160), { origins: url ? ['from-network'] : [] });
      return unknownStream;
    },
  },
  setx: {
    dashes: 'none',
    act: (call) => {
      call.emit('persist', `environment ${call.argv[1]?.text ?? ''}`, { zone: 'persistence' });
      return unknownStream;
    },
  },
};

function removesWords(call: Call): Stream {
  for (const word of call.argv.slice(1).filter(({ text }) => !text.startsWith('-'))) {
    call.delete(word, { traits: call.argv.some(({ text }) => /^-r/i.test(text)) ? ['recursive'] : [] });
  }
  return unknownStream;
}
