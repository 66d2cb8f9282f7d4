import { roleOfCall } from './name-roles.ts';

/** What a program does with a name that it gave a string or a list of strings. */
export type NameUse = 'started' | 'compared' | 'unknown';

const mostUses = 200;

/**
 * Follows a name through the code of its file: handed to what starts a program, or only looked for in something else.
 * @param code with comments and strings blanked
 */
export function useOfName(name: string, code: string): NameUse {
  const plain = name.slice(name.lastIndexOf('.') + 1);
  if (plain.length < 2) return 'unknown';
  const word = new RegExp(`(?<![\\w$])${plain.replace(/[$.*+?^(){}[\]|\\]/g, '\\$&')}(?![\\w$])`, 'g');
  let compared = false;
  let count = 0;
  for (const match of code.matchAll(word)) {
    count += 1;
    if (count > mostUses) break;
    const use = useAt(code, match.index, plain.length);
    if (use === 'started') return 'started';
    if (use === 'compared') compared = true;
  }
  return compared ? 'compared' : 'unknown';
}

function useAt(code: string, at: number, length: number): NameUse {
  const before = code.slice(Math.max(0, at - 200), at);
  const after = code.slice(at + length, at + length + 80);
  const loop = loopOver.exec(before);
  if (loop) return useOfTurns(loop[1] ?? '', { code, at, after });
  if (comparing(before, after)) return 'compared';
  if (/^\s*(?::=|=(?!=)|:\s*[\w<[])/.test(after)) return 'unknown';
  if (
    /(?:\.\.\.|\*|\+=?\s*|\bextend\(\s*|\bconcat\(\s*|,\s*\*)$/.test(before) &&
    !/[\w)\]]\s*\*$/.test(before)
  )
    return sets.test(openCall(before) ?? '') ? 'unknown' : 'started';
  const callee = openCall(before);
  return callee !== undefined && roleOfCall(callee) === 'starts' ? 'started' : 'unknown';
}

/** Calls that make a set, which is asked for its members. */
const sets = /(?:^|\.)(?:frozenset|set|Set|HashSet)$/;

const loopOver =
  /\bfor\s*\(?\s*(?:const\s|let\s|var\s)?\s*\[?([A-Za-z_$][\w$, ]*)\]?\s+(?:in|of)\s+(?:[\w.]+\()?$/;
const bodyLength = 800;
const isTable = /^\s*\.(?:items|values|entries|iter)\(/;
/** Calls that look for a word in something else. */
const searching =
  /(?:search|match|find\w*|test|count|compile|contains|has|startswith|endswith|includes|index\w*)$/i;

/** What a loop does with each turn; where that cannot be told, a list is looked for, and a table is not. */
function useOfTurns(
  variables: string,
  { code, at, after }: { readonly code: string; readonly at: number; readonly after: string },
): NameUse {
  const body = code.slice(Math.max(0, at - 200), at + bodyLength);
  const uses = variables
    .split(',')
    .map((name) => name.trim())
    .filter((name) => /^\w+$/.test(name))
    .map((name) => useOfTurn(name, body));
  if (uses.includes('started')) return 'started';
  return uses.includes('compared') || !isTable.test(after) ? 'compared' : 'unknown';
}

function useOfTurn(name: string, body: string): NameUse {
  const uses = [...body.matchAll(new RegExp(`(?<![\\w$.])${name}(?![\\w$])`, 'g'))].map(({ index }) => {
    const before = body.slice(Math.max(0, index - 200), index);
    const after = body.slice(index + name.length, index + name.length + 40);
    if (/\bfor\b[^\n]*$/.test(before) && /^[\w\s,\])]*\b(?:in|of)\b/.test(after)) return 'unknown';
    const callee = openCall(before);
    if (/^\s*(?:not\s+)?in\b|^\s*[=!]==?/.test(after) || searching.test(callee ?? '')) return 'compared';
    return callee !== undefined && roleOfCall(callee) === 'starts' ? 'started' : 'unknown';
  });
  if (uses.includes('compared')) return 'compared';
  return uses.includes('started') ? 'started' : 'unknown';
}

function comparing(before: string, after: string): boolean {
  return (
    /(?:\bin|\bof|[=!]==?|:?range|\bfor\s*\([\w\s,<>]+:)\s*$/.test(before) ||
    /^\s*(?:\??\.(?:has|includes|contains|indexOf|some|find|every|any|filter|iter|test|match|containsKey|Contains|Any)\b|[=!]==?|\bnot in\b)/.test(
      after,
    ) ||
    /\b(?:contains|includes|has|any|containsAny|slices\.Contains|in_array|include\?)\s*\(\s*$/i.test(before)
  );
}

/** The innermost call that is still open. */
function openCall(before: string): string | undefined {
  let depth = 0;
  for (let at = before.length - 1; at >= 0; at -= 1) {
    const character = before[at] ?? '';
    if (')]}'.includes(character)) depth += 1;
    else if (character === '(' && depth === 0) return /([\w$.:!?]+)\s*$/.exec(before.slice(0, at))?.[1];
    else if ('([{'.includes(character)) depth -= depth > 0 ? 1 : 0;
    else if (character === ';' || (character === '\n' && depth === 0 && before[at + 1] === '\n'))
      return undefined;
  }
  return undefined;
}
