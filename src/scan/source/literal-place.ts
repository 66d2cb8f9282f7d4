import type { Literal } from './read-literals.ts';

/** What stands around a string in its program. */
export interface LiteralPlace {
  /** Code right before, on the same statement as far as can be told, strings shortened to `""`. */
  readonly before: string;
  readonly after: string;
  /** Names of the calls, lists and keys that enclose it, innermost first: `console.log`, `args`. */
  readonly enclosing: readonly string[];
}

const reach = 600;

/** @param code with comments and strings blanked, as long as the source */
export function placeOf(literal: Literal, code: string): LiteralPlace {
  const before = code.slice(Math.max(0, literal.start - reach), literal.start);
  const after = code.slice(literal.end, literal.end + 80);
  return { before, after, enclosing: enclosingNames(before) };
}

/** Walks back over balanced brackets; each one that is still open names what encloses the string. */
function enclosingNames(before: string): string[] {
  const names: string[] = [];
  let depth = 0;
  for (let at = before.length - 1; at >= 0 && names.length < 6; at -= 1) {
    const character = before[at] ?? '';
    if (')]}'.includes(character)) depth += 1;
    else if ('([{'.includes(character)) {
      if (depth > 0) depth -= 1;
      else names.push(nameBefore(before.slice(Math.max(0, at - 120), at)));
    } else if (depth === 0 && character === ';' && names.length > 0) break;
  }
  return names;
}

/** `foo.bar` before its bracket; for lists what they are assigned to: `const FLAGS =`, `args:`. */
function nameBefore(text: string): string {
  const call = /([\w$.:!?]+)\s*$/.exec(text)?.[1];
  if (call !== undefined && !/^(?:return|=>|in|of|new|case|vec!|:|\w*string)$/.test(call.trim())) return call;
  return assignedName(text) ?? call ?? '';
}

/** The name that the last `=`, `:=` or `:` of a text gives a value to. */
export function assignedName(text: string): string | undefined {
  return /([\w$.-]+)["'\]]?\s*(?::\s*[\w<>[\]|&. *]{0,60}\s*)?(?:\+|\?\?|\|\|)?(?::=|=|:|=>|<-)\s*(?:(?:vec!|new|await|return|&|\[\]string|\w+\.\w+)?\s*[([{]?\s*)$/.exec(
    text.slice(-200),
  )?.[1];
}
