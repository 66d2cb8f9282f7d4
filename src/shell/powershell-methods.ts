import type { Call } from './call.ts';
import { plainField } from './field.ts';
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
    const isRead =
      harmless.has(method) || fetching.test(whole) || (method === 'delete' && deletes(call, word));
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

/** @returns whether the words tell what is deleted */
function deletes(call: Call, text: string): boolean {
  const [, path] =
    /\[(?:System\.)?IO\.(?:File|Directory)\]::Delete\(\s*["']([^"'\n]{1,1000})["']/i.exec(text) ?? [];
  if (path !== undefined) call.delete(plainField(path), { traits: ['recursive'] });
  return path !== undefined;
}
