import { type JsonObject, objectOf } from '../../json-object.ts';

/** How many beginnings of objects are tried in vain inside one broken text: each may read it to its end. */
const mostFailures = 64;

/** Absent for everything but a JSON object. */
export function objectIn(text: string): JsonObject | undefined {
  try {
    return objectOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/**
 * Whole objects inside a text that two writers glued together or that a crash tore.
 * @param opening how an object that is looked for begins; global
 */
export function wholeObjects(text: string, opening: RegExp): JsonObject[] {
  const objects: JsonObject[] = [];
  let failures = 0;
  opening.lastIndex = 0;
  for (let match = opening.exec(text); match && failures < mostFailures; match = opening.exec(text)) {
    const end = objectEnd(text, match.index);
    const object = end === undefined ? undefined : objectIn(text.slice(match.index, end));
    if (!object || end === undefined) {
      failures += 1;
      continue;
    }
    objects.push(object);
    opening.lastIndex = end;
  }
  return objects;
}

/** The index after the object that begins at `start`, by counting braces outside strings. */
function objectEnd(text: string, start: number): number | undefined {
  let [depth, quoted] = [0, false];
  for (let index = start; index < text.length; index += 1) {
    const character = text.charCodeAt(index);
    if (character === 0x22) quoted = !quoted;
    else if (character === 0x5c && quoted) index += 1;
    else if (!quoted && character === 0x7b) depth += 1;
    else if (!quoted && character === 0x7d) depth -= 1;
    if (depth === 0) return index + 1;
  }
  return undefined;
}
