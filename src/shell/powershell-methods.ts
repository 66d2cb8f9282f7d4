import type { Call } from './call.ts';
import { type Field, plainField } from './field.ts';
import { groupsIn, isComma, splitPowerShell } from './powershell-text.ts';
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
    'getenvironmentvariable getfolderpath getcurrent getowner getenvironmentvariables getname getvalue create new close dispose flush sort reverse clone select first last fromimage'
  ).split(' '),
);

const fetching: ReadonlySet<string> = new Set(
  'downloadstring downloaddata downloadfile openread getstringasync'.split(' '),
);

/** What an argument comes to. */
type Argument = (word: string) => Field | undefined;

/**
 * Looks at the methods that a word calls: those that fetch, decode and delete are told; of the others, those that are
 * not known to be harmless are a problem of the line.
 * @returns where the value comes from
 */
export function readMethods(call: Call, word: string, argument: Argument): readonly Origin[] {
  if (!/^[$([@"'{]/.test(word)) return [];
  const origins: Origin[] = [];
  const bare = word.replace(/"[^"]*"|'[^']*'/g, (text) => text[0] + '_'.repeat(text.length - 2) + text[0]);
  for (const found of bare.matchAll(/(?:::|\.)(\w{1,100})(?=\()/g)) {
    const method = (found[1] ?? '').toLowerCase();
    const [group] = groupsIn(word.slice(found.index + found[0].length));
    const given = splitPowerShell(group?.text ?? '', isComma).flatMap((part) =>
      part.trim() === '' ? [] : [argument(part.trim()) ?? plainField(part.trim())],
    );
    if (method === 'frombase64string') origins.push('encoded');
    // https://learn.microsoft.com/dotnet/api/system.drawing.graphics.copyfromscreen
    if (method === 'copyfromscreen') call.emit('read', 'screen');
    else if (method === 'save' && isNamedFile(given[0])) call.write(given[0]);
    else if (fetching.has(method)) {
      fetches(call, given);
      origins.push('from-network');
    } else if (!harmless.has(method) && !files(call, { method, before: bare.slice(0, found.index), given }))
      call.analysis.problem('code-not-read', `.${found[1]}()`);
  }
  return origins;
}

/** What `Bitmap.Save`, `XmlDocument.Save` and their kin are given. https://learn.microsoft.com/dotnet/api/system.drawing.image.save */
function isNamedFile(given: Field | undefined): given is Field {
  return given !== undefined && !given.dynamic && /^[^$[(]*\.\w{1,5}$/.test(given.text);
}

function fetches(call: Call, [url, file]: readonly Field[]): void {
  if (!url || url.dynamic) call.network('connect', url?.text ?? '', { certainty: 'possible' });
  else call.network(file === undefined ? 'connect' : 'download', url.text);
  if (file !== undefined) call.write(file, { origins: ['from-network'] });
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

interface Called {
  readonly method: string;
  /** What stands before the method in the word. */
  readonly before: string;
  readonly given: readonly Field[];
}

/** @returns whether the words tell which file it is about */
function files(call: Call, { method, before, given }: Called): boolean {
  const act = Object.hasOwn(onFiles, method) ? onFiles[method] : undefined;
  const [path, other] = given;
  if (!act || !path || !/\[(?:System\.)?IO\.(?:File|Directory)\]$/i.test(before)) return false;
  act(call, path, other);
  return true;
}
