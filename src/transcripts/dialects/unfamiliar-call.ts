import { isJsonObject, type JsonObject } from '../../json-object.ts';
import { readsAsCommand } from '../../shell/reads-as-command.ts';
import { says, wordsIn } from '../digest/possible-content.ts';
import { commandsIn, inputFields, textsIn } from './input-fields.ts';
import { verbOf } from './tool-verb.ts';

/** Words of names under which stands what a tool runs, opens or talks to. */
const workWords: ReadonlySet<string> = new Set(
  `command commands cmd exec execute shell script scripts code program argv
  path paths file files filename folder directory dir url urls uri link endpoint host address`.split(/\s+/),
);

const path = /^(?:\/|~\/|\.{1,2}\/|[a-z]:[\\/])\S/i;
const address = /^[a-z][a-z0-9+.-]{1,20}:\/\/\S/i;

/** What lies deeper counts as if it were work. */
const deepest = 12;

/**
 * What a call of a tool that is not known tells: `told` where its input plainly says what is run, or which path or
 * address is read, written or opened; `open` where something of that kind stands in it and what is done with it is not
 * told; else `idle`.
 */
export function unfamiliarCall(tool: string, input: JsonObject): 'told' | 'open' | 'idle' {
  const runs = [...commandsIn(tool, input), ...textsIn(input, inputFields.code)];
  if (runs.length > 0) return 'told';
  const opens = textsIn(input, [...inputFields.path, ...inputFields.url]);
  if (opens.length > 0 && verbOf(tool) !== undefined) return 'told';
  return holdsWork(input) ? 'open' : 'idle';
}

function holdsWork(value: unknown, depth = 0): boolean {
  if (readsAsCommand(value)) return true;
  if (typeof value === 'string') return path.test(value) || address.test(value);
  if (depth > deepest) return true;
  if (Array.isArray(value)) return value.some((one) => holdsWork(one, depth + 1));
  if (!isJsonObject(value)) return false;
  return Object.entries(value).some(
    ([name, one]) =>
      (says(one) && wordsIn(name).some((word) => workWords.has(word))) || holdsWork(one, depth + 1),
  );
}
