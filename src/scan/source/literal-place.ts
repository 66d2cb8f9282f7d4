import type { Literal } from './read-literals.ts';

/** What stands around a string in its program. */
export interface LiteralPlace {
  /** Code right before, strings and comments blanked. */
  readonly before: string;
  readonly after: string;
  /** The calls, lists and maps that enclose it, innermost first; up to the statement in which it stands. */
  readonly enclosing: readonly Enclosing[];
  /** The name that is given the string, or the list in which it stands. */
  readonly assigned: string | undefined;
  /** The name that the statement gives a value to, whatever is made of the string on the way. */
  readonly statement: string | undefined;
  /** A call without brackets: `echo '…'`, `sh "…"`, `writeShellScriptBin "name" ''…''`. */
  readonly bareCall: string | undefined;
}

/** `console.log(`, `args = [`: the name, and whether it is called. */
interface Enclosing {
  readonly name: string;
  readonly called: boolean;
}

const reach = 600;

/**
 * @param literal a string, or anything else that stands at these offsets
 * @param code with comments and strings blanked, as long as the source
 */
export function placeOf(literal: Pick<Literal, 'start' | 'end'>, code: string): LiteralPlace {
  const before = code.slice(Math.max(0, literal.start - reach), literal.start);
  const after = code.slice(literal.end, literal.end + 80);
  const bareCall = /(?:^|[\s({;=])([A-Za-z_$][\w.$-]*)[^\S\n]+[frbuL]?$/.exec(before)?.[1];
  return {
    before,
    after,
    enclosing: enclosingNames(before),
    assigned: assignedName(before),
    statement: statementName(before),
    bareCall: bareCall !== undefined && keywords.has(bareCall) ? undefined : bareCall,
  };
}

const keywords = new Set(
  'return in of case and or not if elif else when then is do yield await new const let var default'.split(
    ' ',
  ),
);

/** A brace behind one of these opens a block of statements: what it belongs to says nothing of the strings in it. */
const blockHead =
  /(?:\)(?:\s*:\s*[\w<>[\]|.,\s&]{1,80})?|=>|->|\b(?:else|try|do|finally|loop|unsafe|async|move|begin))\s*$|(?:^|[;{}\n])\s*(?:\}\s*)?(?:else\s+)?(?:if|for|while|switch|match|select|func|fn|def|when|guard|unless)\b[^;{}\n]*$/;

/** Whether the brace at an offset opens a block of statements, and no record; `x = (base) {` amends one in Pkl. */
export function opensBlock(code: string, at: number): boolean {
  const before = code.slice(Math.max(0, at - 160), at);
  return code[at] === '{' && blockHead.test(before) && !/[(,[]\s*$|=\s*\(\w+\)\s*$/.test(before);
}

/** Calls that make one text of another: what counts is who gets it. */
const shaping =
  /(?:^|[.:])(?:s?printf|Sprintf|format|Format|f|str|String|join|concat|trim|strip|dedent|outdent|to_string|quote|from|into|freeze|filter|flat|split|Some|Ok|Just)!?$/;

/** Walks back over balanced brackets; each one that is still open names what encloses the string. */
function enclosingNames(before: string): Enclosing[] {
  const names: Enclosing[] = [];
  let depth = 0;
  for (let at = before.length - 1; at >= 0 && names.length < 6; at -= 1) {
    const character = before[at] ?? '';
    if (')]}'.includes(character)) depth += 1;
    else if ('([{'.includes(character)) {
      if (depth > 0) depth -= 1;
      else {
        const text = before.slice(Math.max(0, at - 160), at);
        if (opensBlock(before, at)) break;
        const name = nameBefore(text);
        if (!(character === '(' && shaping.test(name))) names.push({ name, called: character === '(' });
      }
    } else if (depth === 0 && character === ';' && names.length > 0) break;
  }
  return names;
}

/** Where the innermost brackets open and close that a stretch of code stands in, within 2,000 characters. */
export function bracketsAround(code: string, start: number, end: number): readonly [number, number] {
  const reach = 2000;
  const before = [...code.slice(Math.max(0, start - reach), start)].reverse().join('');
  const opened = untilOpen(before, ')]}', '([{');
  const closed = untilOpen(code.slice(end, end + reach), '([{', ')]}');
  return [start - opened, end + closed];
}

/** How many characters come before a bracket whose other half is not among them. */
function untilOpen(text: string, opening: string, closing: string): number {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (opening.includes(character)) depth += 1;
    else if (closing.includes(character) && depth-- === 0) return at;
  }
  return text.length;
}

/** `foo.bar` before its bracket; for lists what they are assigned to: `const FLAGS =`, `args:`. */
function nameBefore(text: string): string {
  const call = /([\w$.:!?]+)\s*$/.exec(text)?.[1];
  if (call !== undefined && !/^(?:return|=>|in|of|new|case|vec!|:|\w*string)$/.test(call.trim())) return call;
  return assignedName(text) ?? call ?? '';
}

/** The name that the last `=`, `:=` or `:` of a text gives a value to. A block of Python is no value. */
function assignedName(text: string): string | undefined {
  const [, name, gap = ''] =
    /((?:\$env:)?[\w$.-]+)["'\]]?\s*(?::[^\S\n]*[\w<>[\]|&. *]{0,60}[^\S\n]*)?(?:\+|\?\?|\|\|)?(?::=|=|:|=>|<-)(\s*)(?:(?:vec!|new(?:\s+\w+\s*\(?)?|await|return|&|\[\]string|\w+\.\w+)?\s*[([{]?\s*)$/.exec(
      text.slice(-200),
    ) ?? [];
  const isBlock =
    gap.includes('\n') &&
    /\b(?:if|elif|while|for|with|case|else|try|when)\b[^\n]*:\s*$/.test(lastLine(text, gap));
  return isBlock ? undefined : name;
}

const declaration =
  /(?:^|[\n;{])[^\S\n]*(?:(?:export|const|let|var|val|final|static|private|public|internal|readonly|pub|mut|my|local|auto|default|override|self\.|this\.|@)\s*)*([A-Za-z_$][\w$.]*)[^\S\n]*(?::[^=;\n]{1,80})?(?::=|=)(?![=>])/g;

function statementName(before: string): string | undefined {
  const text = before.slice(-400);
  // What stands in brackets gives a value to a parameter, not to a name.
  const found = [...text.matchAll(declaration)].findLast(({ index }) => !isInBrackets(text.slice(0, index)));
  if (!found) return undefined;
  const rest = text.slice(found.index + found[0].length);
  return hasEnded(rest) ? undefined : found[1];
}

/** Whether a statement is over: a semicolon or a line break outside of its brackets, unless the next line goes on. */
function hasEnded(rest: string): boolean {
  let depth = 0;
  for (const [at, character] of [...rest].entries()) {
    if ('([{'.includes(character)) depth += 1;
    else if (')]}'.includes(character)) depth -= 1;
    if (depth > 0 || (character !== ';' && character !== '\n')) continue;
    const goesOn =
      /[=([{,+|&?:\\]\s*$/.test(rest.slice(0, at)) || /^\s*(?:[.,+|&?:)\]}]|$)/.test(rest.slice(at + 1));
    if (character === ';' || !goesOn) return true;
  }
  return false;
}

/** Whether a bracket is open at the end of a text, of which the beginning may be missing. */
function isInBrackets(text: string): boolean {
  let closed = 0;
  for (let at = text.length - 1; at >= 0; at -= 1) {
    const character = text[at] ?? '';
    if (')]'.includes(character)) closed += 1;
    else if ('(['.includes(character)) closed -= 1;
    if (closed < 0) return true;
  }
  return false;
}

function lastLine(text: string, gap: string): string {
  const end = text.lastIndexOf(gap);
  return text.slice(text.lastIndexOf('\n', Math.max(0, end - 1)) + 1, end + 1);
}
