import type { Call } from './call.ts';
import { type Field, plainField } from './field.ts';
import type { Origin } from './stream.ts';

/** Methods that only make a value of a value. https://learn.microsoft.com/dotnet/api/ */
const harmless: ReadonlySet<string> = new Set(
  (
    'tostring trim trimstart trimend split replace substring startswith endswith contains tolower toupper tolowerinvariant ' +
    'toupperinvariant indexof lastindexof padleft padright insert remove equals compareto gettype gethashcode join concat ' +
    'format isnullorempty isnullorwhitespace parse tryparse add addrange count where foreach containskey item getenumerator ' +
    'toarray tochararray combine getfilename getfilenamewithoutextension getdirectoryname getextension getfullpath ' +
    'gettempfilename exists getcurrentdirectory abs ceiling floor round max min pow sqrt now adddays addhours addminutes ' +
    'newguid getbytes getstring tobase64string frombase64string writeline write readline match matches ismatch escape ' +
    'getenvironmentvariable getfolderpath getcurrent getowner getenvironmentvariables getname getvalue create new close dispose flush sort reverse clone select first last'
  ).split(' '),
);

const fetching = /\.(?:downloadstring|downloaddata|downloadfile|openread|getstringasync)\(([^\n]{0,3000})/i;

/**
 * Looks at the methods that a word calls: those that fetch, decode and delete are told; of the others, those that are
 * not known to be harmless are a problem of the line.
 * @returns where the value comes from
 */
export function readMethods(call: Call, word: string): readonly Origin[] {
  if (!/^[$([@"'{]/.test(word)) return [];
  const origins: Origin[] = [];
  const fetched = fetching.exec(word)?.[1];
  if (fetched !== undefined) {
    fetches(call, fetched);
    origins.push('from-network');
  }
  const bare = word.replace(/"[^"]*"|'[^']*'/g, '""');
  for (const [whole, name = ''] of bare.matchAll(/(?:::|\.)(\w{1,100})\(/g)) {
    const method = name.toLowerCase();
    if (method === 'frombase64string') origins.push('encoded');
    const isRead = harmless.has(method) || fetching.test(whole) || files(call, { method, word });
    if (!isRead) call.analysis.problem('code-not-read', `.${name}()`);
  }
  return origins;
}

function fetches(call: Call, given: string): void {
  const [, url, , file] = /^\s*["']([^"']+)["'](\s*,\s*["']([^"']+)["'])?/.exec(given) ?? [];
  if (url === undefined) call.network('connect', given.replace(/\).*$/, ''), { certainty: 'possible' });
  else call.network(file === undefined ? 'connect' : 'download', url);
  if (file !== undefined) call.write(plainField(file), { origins: ['from-network'] });
}

type OnFile = (call: Call, path: Field, other: Field | undefined) => void;

const writes: OnFile = (call, path) => call.write(path);
const reads: OnFile = (call, path) => {
  call.read(path);
};

/** Static methods of `System.IO.File` and `Directory`. https://learn.microsoft.com/dotnet/api/system.io.file */
const onFiles: Readonly<Record<string, OnFile>> = {
  delete: (call, path) => call.delete(path, { traits: ['recursive'] }),
  writealltext: writes,
  writealllines: writes,
  writeallbytes: writes,
  create: writes,
  appendalltext: (call, path) => call.write(path, undefined, { changes: true }),
  appendalllines: (call, path) => call.write(path, undefined, { changes: true }),
  readalltext: reads,
  readalllines: reads,
  readallbytes: reads,
  createdirectory: (call, path) => call.makeFolder(path),
  copy: (call, path, other) => {
    const content = call.read(path);
    if (other) call.write(other, content);
  },
  move: (call, path, other) => {
    if (!other) return;
    call.write(other, call.look(path));
    call.moveAway(path, other);
  },
};

/** @returns whether the words tell which file it is about */
function files(call: Call, { method, word }: { readonly method: string; readonly word: string }): boolean {
  const act = Object.hasOwn(onFiles, method) ? onFiles[method] : undefined;
  if (!act) return false;
  const given = new RegExp(
    String.raw`\[(?:System\.)?IO\.(?:File|Directory)\]::${method}\(\s*["']([^"'\n]{1,1000})["'](?:\s*,\s*["']([^"'\n]{1,1000})["'])?`,
    'i',
  ).exec(word);
  if (given?.[1] === undefined) return false;
  act(call, plainField(given[1]), given[2] === undefined ? undefined : plainField(given[2]));
  return true;
}
