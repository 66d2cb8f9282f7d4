import type { LiteralPlace } from './literal-place.ts';
import { roleOfCall, roleOfName, startsProcess } from './name-roles.ts';
import type { Literal } from './read-literals.ts';

/** The names that have a string: of the list or map in which it stands, and of what the statement makes of it. */
export function holdersOf({ assigned, statement, enclosing }: LiteralPlace): string[] {
  const list = enclosing.find((one) => !one.called && one.name !== '')?.name;
  // Inside of brackets, a name before the string is a key or a parameter.
  const own = enclosing.length === 0 ? assigned : list;
  return [own, statement].filter((name) => name !== undefined);
}

/** `extra_args={"dangerously-skip-permissions": None}`: the library puts the dashes before it. */
export function isExtraArgument({ value }: Literal, { enclosing, assigned }: LiteralPlace): boolean {
  if (value !== 'dangerously-skip-permissions') return false;
  return [assigned ?? '', ...enclosing.map(({ name }) => name)].some((name) =>
    /extra_?args|cli_?args/i.test(name),
  );
}

/** `settings.defaultMode = "…"`: one value, which is set and not looked for. */
export function isSetOnMember({ before, enclosing }: LiteralPlace): boolean {
  return enclosing.length === 0 && /[\w)\]]\.\w+\s*=\s*$/.test(before);
}

export function namesAround({ assigned, bareCall, enclosing }: LiteralPlace): string[] {
  return [assigned ?? '', bareCall ?? '', ...enclosing.slice(0, 3).map(({ name }) => name)];
}

export function isFiltered({ assigned, enclosing }: LiteralPlace): boolean {
  const [innermost] = enclosing;
  if (innermost?.called) {
    const role = roleOfCall(innermost.name);
    if (role === 'starts') return false;
    if (role === 'filters') return true;
  }
  return [assigned ?? '', ...enclosing.slice(0, 3).map(({ name }) => name)].some(
    (name) => roleOfName(name) === 'filters',
  );
}

export function startsInTest({ enclosing }: LiteralPlace): boolean {
  return enclosing.slice(0, 3).some(({ name, called }) => called && startsProcess(name));
}

/** What AppleScript types into a terminal, or hands to a shell. */
const typed = /\b(?:write\s+text|do\s+(?:shell\s+)?script|keystroke|with\s+command|command)\s*$/i;
const displayed = /\b(?:display\s+(?:dialog|alert|notification)|log|say)\s*$/i;

export function isTyped({ before }: Pick<LiteralPlace, 'before'>): boolean {
  return typed.test(before);
}

/** Given to a call that starts a program, as far as its name says. */
export function isStarted({ bareCall, enclosing, before }: LiteralPlace): boolean {
  if (isTyped({ before })) return true;
  const calls = enclosing.slice(0, 3).flatMap(({ name, called }) => (called ? [name] : []));
  return [...calls, bareCall ?? ''].some((name) => roleOfCall(name) === 'starts');
}

export function isScriptName(name: string): boolean {
  return roleOfName(name) === 'scripts' || roleOfCall(name) === 'scripts';
}

/** The `in` of Nix, behind what `let` gives names, compares nothing. */
export function isCompared({ before, after }: LiteralPlace): boolean {
  return (
    /(?:[=!]==?|\bcase|(?<!;\s*)\bin|\bwhen|=~|\bis|\bnot|-eq|-match|-contains|-like|\beq)\s*$/.test(
      before,
    ) ||
    /^\s*(?:[=!]==?|=>|\bin\b|\bnot in\b|-in\b)/.test(after) ||
    (/^\s*:(?!:)/.test(after) && !/\?\s*$/.test(before))
  );
}

/** Printed, documented, or a statement of its own as documentation strings are. */
export function speaks(literal: Literal, place: LiteralPlace): boolean {
  const [inner] = place.enclosing;
  if (isTyped(place) || /^default(?:_?value)?$/i.test(place.assigned ?? '')) return false;
  if (displayed.test(place.before)) return true;
  if (inner?.called && roleOfCall(inner.name) === 'speaks') return true;
  if (inner && !inner.called && roleOfName(inner.name) === 'speaks') return true;
  if (place.bareCall !== undefined && roleOfCall(place.bareCall) === 'speaks') return true;
  if (place.assigned !== undefined && roleOfName(place.assigned) === 'speaks') return true;
  const { before } = place;
  if (/(?:throw|raise|assert|throw new \w+)\s*\(?\s*[frb]?$/.test(before)) return true;
  return literal.lines && /(?:^|[\n:{}])\s*[rfbu]?$/i.test(before.slice(-200));
}
