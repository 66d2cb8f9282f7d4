import { isJsonObject, type JsonObject } from '../../json-object.ts';
import { readsAsCommand } from '../../shell/reads-as-command.ts';
import { permissionModes } from '../tool-call.ts';

/** Words of names under which a call or a prompt may stand. */
const contentWords: ReadonlySet<string> = wordList(`
  message messages content contents text texts prompt prompts instruction instructions role parts body payload
  tool tools function functions call calls command commands cmd exec execute run runs shell script query action
  input inputs output outputs argument arguments args argv parameter parameters params request response`);

/** Those of them under which only what is run stands. */
const callWords: ReadonlySet<string> = wordList(`
  call calls command commands cmd exec execute run shell script input inputs argument arguments args argv`);

/** Words of names under which a permission mode may stand. */
const modeWords: ReadonlySet<string> = wordList(
  'mode modes permission permissions approval approvals sandbox bypass yolo',
);

/** Last words of names whose values only point to something, count it or time it. */
const pointing: ReadonlySet<string> = wordList('id ids uuid uuids hash count index at ms');

/** Last words of names whose value tells what its object is. */
const telling: ReadonlySet<string> = wordList('type subtype kind event');

/** Modes that are no plain words of English. */
const modeValues: ReadonlySet<unknown> = new Set(permissionModes.filter((mode) => /[A-Z]/.test(mode)));

/** Members that any record may have: they say where it belongs. */
const envelope: ReadonlySet<string> = new Set(
  'type cwd entrypoint gitBranch slug timestamp userType version sessionKind teamName agentName'.split(' '),
);

/** What lies deeper counts as if it could hold something. */
const deepest = 12;

/** What is looked for: everything that a verdict is built on, or calls and permission modes alone. */
export type Sought = 'anything' | 'call';

/**
 * Whether a record of an unknown form could hold a call, a prompt or a permission mode, by the names of its members, or
 * by a text that reads as a command line. An empty value, a number, and what only points to something hold none.
 */
export function couldHold(record: JsonObject, sought: Sought = 'anything'): boolean {
  const type = sought === 'anything' && typeof record['type'] === 'string' ? record['type'] : '';
  return Object.entries(record).some(
    ([name, value]) => !envelope.has(name) && holdsAt(`${type} ${name}`, value, { sought, depth: 0 }),
  );
}

const wordsFor: Readonly<Record<Sought, ReadonlySet<string>>> = { anything: contentWords, call: callWords };

interface Search {
  readonly sought: Sought;
  readonly depth: number;
}

function holdsAt(name: string, value: unknown, { sought, depth }: Search): boolean {
  if (modeValues.has(value) || depth > deepest) return true;
  const words = wordsIn(name);
  const last = words.at(-1) ?? '';
  if (!pointing.has(last)) {
    if (words.some((word) => modeWords.has(word)) && (value === true || says(value))) return true;
    if (words.some((word) => wordsFor[sought].has(word)) && says(value)) return true;
  }
  if (readsAsCommand(value)) return true;
  if (sought === 'anything' && telling.has(last) && typeof value === 'string')
    return wordsIn(value).some((word) => contentWords.has(word));
  const inside = Array.isArray(value) ? value.entries() : isJsonObject(value) ? Object.entries(value) : [];
  for (const [inner, one] of inside) {
    if (holdsAt(String(inner), one, { sought, depth: depth + 1 })) return true;
  }
  return false;
}

/** Whether anything stands there: a text that can be seen, or an object or a list with something in it. */
export function says(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() !== '';
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

/** `toolUseID` → tool, use, id. */
export function wordsIn(name: string): string[] {
  return (name.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g) ?? []).map((word) => word.toLowerCase());
}

function wordList(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/));
}
