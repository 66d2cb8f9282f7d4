import { isAbsolute, join } from 'node:path';
import type { ShownCalls } from '../../assess/shown-calls.ts';
import { isFolder } from '../../evidence/acquire.ts';
import type { EvidenceReference } from '../../evidence/artifact.ts';
import { followLinks } from '../../evidence/configuration/follow-links.ts';
import { type Evidence, readText } from '../../evidence/configuration/read-text.ts';
import { hostPath, isAtHand, territoryOf } from '../../evidence/home.ts';
import { liesIn } from '../../evidence/lies-in.ts';
import { namesIn } from '../../evidence/names-in.ts';
import { isJsonObject } from '../../json-object.ts';
import { excerptOf } from './excerpt.ts';

/** The words at a place of a file of the evidence, the names in a folder; nothing where there is none, or in a database. */
export function recordAt(
  place: EvidenceReference,
  evidence: Evidence,
  lengthAtMost: number,
): ShownCalls['record'] {
  const path = placeHere(place.path, evidence);
  if (path === undefined || place.table !== undefined) return undefined;
  const followed = followLinks(path, evidence.home);
  const isNames = followed.kind === 'path' && isFolder(followed.path);
  const text = isNames ? namesIn(followed.path).join('\n') : textAt(place, path, evidence);
  return text === undefined ? undefined : { ...excerptOf(text, lengthAtMost), evidence: place };
}

/** A path of the evidence, short or whole, or one of this machine in the evidence; nothing where it leads elsewhere. */
function placeHere(path: string, { home }: Evidence): string | undefined {
  const short = path.startsWith('~/') ? path.slice(2) : path;
  const isOfMachine = isAbsolute(short) && territoryOf(home).some((folder) => liesIn(short, folder));
  if (isOfMachine) return short;
  if (isAbsolute(short)) return isAtHand(home, short) ? hostPath(home, short) : undefined;
  const inHome = join(home.directory, short);
  return liesIn(inHome, home.directory) ? inHome : undefined;
}

function textAt(place: EvidenceReference, path: string, evidence: Evidence): string | undefined {
  const file = readText(path, evidence);
  return file && wordsAt(place, file.text);
}

function wordsAt({ line, pointer }: EvidenceReference, text: string): string | undefined {
  if (line !== undefined) return text.split('\n')[line - 1];
  return pointer === undefined ? text : valueAt(pointer, text);
}

/** https://www.rfc-editor.org/rfc/rfc6901 */
function valueAt(pointer: string, text: string): string | undefined {
  try {
    let value: unknown = JSON.parse(text);
    for (const part of pointer.split('/').slice(1)) {
      const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
      value = Array.isArray(value) ? value[Number(key)] : isJsonObject(value) ? value[key] : undefined;
    }
    return value === undefined ? undefined : JSON.stringify(value, undefined, 2);
  } catch {
    // Comments, TOML: the whole file has the value in it.
    return text;
  }
}
