import type { Literal } from './read-literals.ts';

/** What stands around a string in its program. */
export interface LiteralPlace {
  /** Code right before, strings and comments blanked. */
  readonly before: string;
  readonly after: string;
  /** The calls, lists and maps that enclose it, innermost first. */
  readonly enclosing: readonly Enclosing[];
  /** The name that is given the string, or the list in which it stands. */
  readonly assigned: string | undefined;
  /** A call without brackets: `echo '…'`, `sh "…"`, `writeShellScriptBin "name" ''…''`. */
  readonly bareCall: string | undefined;
}

/** `console.log(`, `args = [`: the name, and whether it is called. */
interface Enclosing {
  readonly name: string;
  readonly called: boolean;
}

const reach = 600;

/** @param code with comments and strings blanked, as long as the source */
export function placeOf(literal: Literal, code: string): LiteralPlace {
  const before = code.slice(Math.max(0, literal.start - reach), literal.start);
  const after = code.slice(literal.end, literal.end + 80);
  const bareCall = /(?:^|[\s({;=])([A-Za-z_$][\w.$-]*)[^\S\n]+[frbuL]?$/.exec(before)?.[1];
  return {
    before,
    after,
    enclosing: enclosingNames(before),
    assigned: assignedName(before),
    bareCall: bareCall !== undefined && keywords.has(bareCall) ? undefined : bareCall,
  };
}

const keywords = new Set(
  'return in of case and or not if else elif when then is do yield await new const let var default'.split(
    ' ',
  ),
);

/** Walks back over balanced brackets; each one that is still open names what encloses the string. */
function enclosingNames(before: string): Enclosing[] {
  const names: Enclosing[] = [];
  let depth = 0;
  for (let at = before.length - 1; at >= 0 && names.length < 6; at -= 1) {
    const character = before[at] ?? '';
    if (')]}'.includes(character)) depth += 1;
    else if ('([{'.includes(character)) {
      if (depth > 0) depth -= 1;
      else
        names.push({ name: nameBefore(before.slice(Math.max(0, at - 120), at)), called: character === '(' });
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
function assignedName(text: string): string | undefined {
  return /([\w$.-]+)["'\]]?\s*(?::\s*[\w<>[\]|&. *]{0,60}\s*)?(?:\+|\?\?|\|\|)?(?::=|=|:|=>|<-)\s*(?:(?:vec!|new(?:\s+\w+\s*\(?)?|await|return|&|\[\]string|\w+\.\w+)?\s*[([{]?\s*)$/.exec(
    text.slice(-200),
  )?.[1];
}
