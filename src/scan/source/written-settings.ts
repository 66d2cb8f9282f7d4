import { isBlanketRule } from '../argv-routes.ts';
import { mayTakeRoute } from '../may-take-route.ts';
import { bracketsAround, type LiteralPlace, placeOf } from './literal-place.ts';
import { isCompared, isFiltered } from './literal-use.ts';
import { roleOfCall } from './name-roles.ts';
import type { ProgramStrings } from './program-strings.ts';
import type { Literal } from './read-literals.ts';

/** Configuration of an agent that a program writes: the file, and the strings that make its text, one below the other. */
export interface WrittenSettings {
  readonly path: string;
  readonly parts: readonly Literal[];
}

const formats = [
  { file: /(?:^|[\\/])[\w.-]*\.jsonc?$/, text: /^\s*\{/ },
  { file: /(?:^|[\\/])[\w.-]*\.(?:toml|conf|env)$/, text: /^\s*(?:\[[\w."-]+\]\s*)?[\w."-]+\s*=/m },
  { file: /(?:^|[\\/])[\w.-]*\.ya?ml$/, text: /^\s*[\w"-]+\s*:\s/m },
] as const;

/** Calls that write a file, by the last part of their name. */
const writing =
  /(?:^|[.:_])(?:write|output|save|dump|create|put|append|set|add)\w*!?$|^(?:Set-Content|Out-File|Add-Content)$/i;
export const writesSomewhere =
  /\b(?:write|output|save|dump|put|append|create)\w*!?\s*\(|\b(?:Set-Content|Out-File|Add-Content)\b/i;
const toPeople = /std(?:out|err)|console|logger|response|\bres\b/i;
const told =
  /help|usage|hint|messages?$|msg|descr|warn|error|readme|docs?$|prompt|label|title|example|checks?$|rules?$|findings?$/i;

/** Strings that are configuration, in a program that names a file of that format and writes one. */
export function writtenSettings(strings: ProgramStrings): WrittenSettings[] {
  const isWriting = writesSomewhere.test(strings.code);
  const seen = new Set<Literal>();
  return strings.literals.flatMap((literal): WrittenSettings[] => {
    if (seen.has(literal) || !mayTakeRoute(literal.value)) return [];
    const format = formats.find(({ text }) => text.test(literal.value));
    const named = format && isWriting ? pathOf(strings, literal, format.file) : undefined;
    const path = named ?? (format && templateOf(literal, placeOf(literal, strings.code)));
    if (path === undefined || !isKeptOrWritten(literal, placeOf(literal, strings.code))) return [];
    if (isAskedFor(strings, literal)) return [];
    const parts = listAround(strings, literal);
    for (const part of parts) seen.add(part);
    return [{ path, parts }];
  });
}

/** Names of texts that files are made of. */
const template = /config|settings|template|toml|json/i;
/** What is a whole file of an agent's settings by itself. */
const wholeFiles = [
  { looks: /^\s*approval_policy\s*=\s*"never"\s*$/m, path: '.codex/config.toml' },
  { looks: /^\s*\{[\s\S]*"permissions"\s*:\s*\{[\s\S]*\}\s*$/, path: '.claude/settings.json' },
] as const;

/** `const DEFAULT_CODEX_CONFIG: &str = r#"approval_policy = "never"…`: the file that the text makes somewhere else. */
function templateOf({ value, lines }: Literal, place: LiteralPlace): string | undefined {
  if (!lines || !value.trim().includes('\n')) return undefined;
  const names = [place.assigned, place.statement].filter((name) => name !== undefined);
  if (!names.some((name) => template.test(name)) || place.enclosing.length > 0) return undefined;
  return wholeFiles.find(({ looks }) => looks.test(value))?.path;
}

/** `permissions: { allow: ['Bash'] }`, `settings["permissions"]["allow"] = ["Bash(*)"]` beside the name of such a file. */
export function writtenRules(strings: ProgramStrings): Literal[] {
  if (!writesSomewhere.test(strings.code)) return [];
  return strings.literals.filter((literal) => {
    const { value, start, end } = literal;
    if (!value.startsWith('Bash') || !isBlanketRule(value)) return false;
    const [from] = bracketsAround(strings.code, start, end);
    if (strings.code[from - 1] !== '[' && !/\b(?:append|push|add)\($/.test(strings.code.slice(0, from))) {
      return false;
    }
    const keys = keysBefore(strings, from);
    return /\ballow\W*$/.test(keys) && /\bpermissions\b/.test(keys) && namesSettings(strings);
  });
}

/** Code and keys right before a list, with strings as they are. */
function keysBefore({ literals, code }: ProgramStrings, at: number): string {
  const from = Math.max(0, at - 300);
  const near = literals.filter(({ start, end }) => start >= from && end <= at);
  let text = '';
  let last = from;
  for (const { start, end, value } of near) {
    text += `${code.slice(last, start)}"${value}"`;
    last = end;
  }
  return (text + code.slice(last, at)).replace(/[:=+([{\s]*$/, '');
}

function namesSettings({ literals }: ProgramStrings): boolean {
  return literals.some(({ value }) => /(?:^|[\\/])(?:managed-)?settings(?:\.\w+)?\.json$/.test(value));
}

/** The nearest string that names a file of the format, with the folder that stands before it. */
function pathOf({ literals, code }: ProgramStrings, literal: Literal, file: RegExp): string | undefined {
  const named = literals.filter(({ value }) => file.test(value) && value.length < 200);
  const distance = ({ start }: Literal) => Math.abs(start - literal.start);
  const [nearest] = [...named].sort((a, b) => distance(a) - distance(b));
  if (!nearest) return undefined;
  const before = literals[literals.indexOf(nearest) - 1];
  const isJoined = before && /^\s*[,/)+]\s*(?:\.\s*\w+\(\s*)?$/.test(code.slice(before.end, nearest.start));
  return isJoined && /^\.[\w-]+$/.test(before.value) ? `${before.value}/${nearest.value}` : nearest.value;
}

function isKeptOrWritten(literal: Literal, place: LiteralPlace): boolean {
  if (isCompared(place) || isFiltered(place)) return false;
  const { enclosing, bareCall, assigned, statement, before } = place;
  const [inner] = enclosing;
  const call = inner?.called ? inner.name : bareCall;
  if (call !== undefined && (!writing.test(call) || toPeople.test(call)) && roleOfCall(call) === 'speaks') {
    return false;
  }
  if ([assigned, statement].some((name) => name !== undefined && told.test(name))) return false;
  const isStatement = literal.lines && /(?:^|[\n:{}])\s*[rfbu]?$/i.test(before.slice(-200));
  return !isStatement && !/(?:throw|raise|assert|throw new \w+)\s*\(?\s*$/.test(before);
}

/** `if line in ("…", "…")` */
function isAskedFor({ code }: ProgramStrings, { start, end }: Literal): boolean {
  const [from] = bracketsAround(code, start, end);
  return /\b(?:in|case|when|=~|==)\s*[[({]$/.test(code.slice(Math.max(0, from - 20), from));
}

/** The strings that stand directly in the list in which one stands; the one alone where it stands in none. */
function listAround({ literals, code }: ProgramStrings, literal: Literal): readonly Literal[] {
  const [from, to] = bracketsAround(code, literal.start, literal.end);
  if (!/[[{]/.test(code[from - 1] ?? '')) return [literal];
  const inside = literals.filter(({ start, end }) => start >= from && end <= to);
  const direct = inside.filter(({ start, end }) => bracketsAround(code, start, end)[0] === from);
  return direct.includes(literal) && direct.length < 200 ? direct : [literal];
}
