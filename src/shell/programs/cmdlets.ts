import type { OptionMeaning } from '../argument-syntax.ts';
import type { Call } from '../call.ts';
import { runCode } from '../code.ts';
import { type Field, plainField } from '../field.ts';
import { itemsOf } from '../powershell-items.ts';
import type { Act, Program } from '../program.ts';
import { joinOrigins, namesStream, type Stream, unknownStream } from '../stream.ts';

const fromNetwork: Stream = { origins: ['from-network'] };

export const pathOptions = { '-path|-literalpath|-filepath': 'value' } as const satisfies Record<
  string,
  OptionMeaning
>;

/** Programs of Windows whose switches begin with a slash. */
const slashed: ReadonlySet<string> = new Set('copy xcopy robocopy move ren rename type'.split(' '));

/** A cmdlet's path stands behind `-Path` or first. Several are given with commas. */
export function paths(call: Call): readonly Field[] {
  const isSwitch = slashed.has(call.program.toLowerCase()) ? /^\/[a-z-]{1,4}(?::.*)?$/i : undefined;
  const given = [...call.values('-path'), ...call.operands].filter(({ text }) => !isSwitch?.test(text));
  return given.flatMap((field) => field.text.split(',').map((text) => ({ ...field, text: text.trim() })));
}

export const removesItem: Act = (call) => {
  const given = paths(call);
  for (const path of given) removes(call, path);
  if (given.length === 0 && call.scope.pipedFrom !== undefined) removesPiped(call);
  return unknownStream;
};

function removesPiped(call: Call): void {
  const { names, text } = call.stdin;
  if (names === undefined && !text)
    call.analysis.problem('code-not-read', `${call.scope.pipedFrom} | ${call.program}`);
  for (const item of itemsOf(call.stdin)) removes(call, item);
}

/** A listing of all that lies below a folder takes a whole tree; what is no file lies on another drive. https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_providers */
function removes(call: Call, path: Field): void {
  if (/^(?:env|function|variable|alias|temp):/i.test(path.text)) return;
  if (/^(?:HK(?:LM|CU|CR|U)|registry):/i.test(path.text))
    call.emit('delete', path.text, { zone: 'system', traits: ['irreversible'] });
  else call.delete(path, { traits: /\*\*(?:[\\/]\*)?$/.test(path.text) ? ['recursive'] : [] });
}

/** What lies in folders, or everywhere below them. https://learn.microsoft.com/powershell/module/microsoft.powershell.management/get-childitem */
export const listsItems: Act = (call) => {
  const given = paths(call);
  const pattern = call.value('-filter')?.text ?? call.value('-include')?.text ?? '';
  const isDeep = call.traits.includes('recursive') || call.has('-depth');
  const below = [isDeep ? '**' : '', pattern === '' && !isDeep ? '*' : pattern].filter((part) => part !== '');
  const folders = given.length > 0 ? given : [plainField('.')];
  return namesStream(
    folders.map(({ text }) =>
      /[*?]/.test(text) && !isDeep ? text : [text.replace(/[\\/]$/, ''), ...below].join(separatorIn(text)),
    ),
    joinOrigins(folders),
  );
};

function separatorIn(path: string): string {
  return path.includes('/') ? '/' : '\\';
}

/** Things by their names, as they were given. */
export const namesItems: Act = (call) => {
  const given = paths(call);
  return given.length === 0
    ? call.stdin
    : namesStream(
        given.map(({ text }) => text),
        joinOrigins(given),
      );
};

/** Gives on what comes through the pipe, or some of it. */
export const passesItems: Act = (call) => call.stdin;

export const writesItem: Act = (call) => {
  const [path] = paths(call);
  if (path) call.write(path, call.stdin);
  return unknownStream;
};

export const readsItem: Act = (call) => ({
  origins: joinOrigins(paths(call).map((path) => call.read(path))),
});

export const copiesItem =
  (isMove: boolean): Act =>
  (call) => {
    const [from, second] = paths(call);
    const to = call.value('-destination') ?? second;
    if (!from || !to) return unknownStream;
    call.write(to, isMove ? call.look(from) : call.read(from));
    if (isMove) call.moveAway(from, to);
    return unknownStream;
  };

/** https://learn.microsoft.com/powershell/module/microsoft.powershell.utility/invoke-webrequest */
export const requests: Act = (call) => {
  const url = call.value('-uri') ?? call.operands[0];
  if (!url) return unknownStream;
  const file = call.value('-outfile');
  const sent = call.value('-infile');
  const body = call.value('-body');
  const method = call.value('-method')?.text.toUpperCase() ?? 'GET';
  const origins = joinOrigins([...(sent ? [call.read(sent)] : []), ...(body ? [body] : []), url, call.stdin]);
  const sends = sent || body || /^(?:POST|PUT|PATCH)$/.test(method) || origins.includes('from-secret');
  const action = method === 'DELETE' ? 'delete' : sends ? 'upload' : file ? 'download' : 'connect';
  call.network(action, url.text, { origins });
  if (file) call.write(file, fromNetwork);
  return file ? unknownStream : fromNetwork;
};

export const downloadsFile: Act = (call) => {
  const url = call.value('-source') ?? call.operands.find(({ text }) => /^https?:/.test(text));
  const file =
    call.value('-destination') ?? call.operands.findLast(({ text }) => !/^(?:https?:|\/)/.test(text));
  if (!url) return unknownStream;
  call.network('download', url.text);
  if (file && file !== url) call.write(file, fromNetwork);
  return unknownStream;
};

/** `iex` runs text; what comes from the network runs unseen. */
export const invokesText: Act = (call) => {
  const code = call.value('-command') ?? call.operands[0];
  const origins = joinOrigins([call.stdin, ...(code ? [code] : [])]);
  call.emit('execute', 'Invoke-Expression', {
    origins,
    certainty: origins.length > 0 ? 'certain' : 'likely',
  });
  const text = code?.dynamic ? undefined : (code?.text ?? call.stdin.text);
  if (text !== undefined) return runCode(call, 'powershell', { code: plainField(text, origins) });
  if (origins.length === 0) call.analysis.problem('code-not-told', `${call.program} ${code?.text ?? ''}`);
  return unknownStream;
};

export const startsProcess: Act = (call) => {
  const program = call.value('-filepath') ?? call.operands[0];
  if (call.value('-verb')?.text.toLowerCase() === 'runas') call.emit('escalate', 'Administrator');
  if (!program) return unknownStream;
  const list = call.value('-argumentlist')?.text.split(/[ ,]+/).filter(Boolean) ?? [];
  return call.run([program, ...list.map((text) => plainField(text.replace(/^["']|["']$/g, '')))]);
};

const registryRuns =
  /\\(?:Run|RunOnce|RunServices|Winlogon|Image File Execution Options|AppInit_DLLs|Userinit)(?:\\|$)/i;

/** A value of the registry as it is written. */
interface RegistryValue {
  readonly key: string;
  readonly name: string | undefined;
  readonly data: string | undefined;
}

/** Where it starts something by itself, the value and what it starts are told: `HKCU:\\…\\Run\\Updater = C:\\x.exe`. */
export function writesRegistry(call: Call, { key, name, data }: RegistryValue): void {
  if (!registryRuns.test(key)) {
    call.emit('configure', key, { zone: 'system' });
    return;
  }
  const value = name === undefined ? key : `${key.replace(/\\+$/, '')}\\${name}`;
  call.emit('persist', data === undefined ? value : `${value} = ${data}`, { zone: 'persistence' });
}

export const setsRegistry: Act = (call) => {
  const [path, ...others] = paths(call);
  if (!path) return unknownStream;
  if (/^(?:Registry::)?HK(?:LM|CU|CR|U|EY_)/i.test(path.text)) {
    const named = call.value('-name');
    const [name, data] = named ? [named, ...others] : others;
    writesRegistry(call, { key: path.text, name: name?.text, data: (call.value('-value') ?? data)?.text });
  } else call.write(path);
  return unknownStream;
};

/** A value of the registry goes; what starts by itself does so no more. https://learn.microsoft.com/powershell/module/microsoft.powershell.management/remove-itemproperty */
export const dropsRegistry: Act = (call) => {
  const [path] = paths(call);
  if (!path || !/^(?:Registry::)?HK(?:LM|CU|CR|U|EY_)/i.test(path.text)) return unknownStream;
  const name = call.value('-name')?.text ?? '';
  const zone = registryRuns.test(path.text) ? 'persistence' : 'system';
  call.emit('delete', `registry ${path.text} ${name}`.trim(), { zone });
  return unknownStream;
};

export const cmdlet = (act: Act, options: Readonly<Record<string, OptionMeaning>> = {}): Program => ({
  options: {
    ...pathOptions,
    '-recurse -r': 'recursive',
    '-force -fo': 'forced',
    '-whatif': 'harmless',
    '-erroraction -encoding -filter -include -exclude -ea': 'value',
    ...options,
  },
  dashes: 'single',
  caseless: true,
  act,
});
