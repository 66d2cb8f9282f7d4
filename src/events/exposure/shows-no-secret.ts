import { findSecrets } from '../../secrets/find-secrets.ts';
import { isMadeUp } from '../../secrets/is-made-up.ts';
import { segmentsOf } from '../../shell/paths.ts';
import { isPasswordFile } from '../../shell/zones/credentials.ts';
import { numberedText } from '../../shown-text.ts';
import type { ToolCall } from '../../transcripts/tool-call.ts';

/** Programs that print what they read, or a part of it. */
const showing =
  /^(?:cat|head|tail|less|more|bat|grep|egrep|rg|sed|awk|cut|type|gc|Get-Content|Select-String)$/i;
const longestSearched = 64 * 1024;

/** `12→NAME=value`, `export NAME="value"`, `config/.env:3:NAME=value` */
const assignment =
  /^(?:\s*\d+\s*[→\t|:]\s*|[^\s=]{1,200}:\d+:\s*)?\s*(?:export\s+|set\s+|\$env:)?([A-Za-z_][\w.-]{0,100})\s*[=:]\s*(.*)$/;
const secretName = /pass|pwd|psk|secret|token|key|credential|dsn/i;

/** Values that nobody has to keep: switches, numbers, addresses without a login. */
const harmless =
  /^(?:true|false|yes|no|on|off|null|none|\d{1,6}(?:ms|[smhdwyk]|[kmg]b)?|[\d.]{1,15}(?::\d+)?|(?:https?|wss?):\/\/[^\s@?#]{1,200}|(?:localhost|127\.0\.0\.1)(?::\d+)?\S{0,80})$/i;
/** As files of environments name their settings. */
const variable = /^[A-Z][A-Z0-9_]*$/;
/** Names under which more stands than says how a program works. */
const weightyName =
  /pass|pwd|psk|pw(?:_|$)|secret|token|key|credential|dsn|auth|pin(?:_|$)|private|salt|hash|seed|cookie|session|jwt|ur[li]|conn|hook|code|licen[sc]e|sign/i;
/** Words, names of files and hosts, addresses of mail: no part is long enough to be made by a machine. */
const plainValue = /^(?!.*[A-Za-z0-9]{20})(?!.*:\/\/)[\w ./:@,;()+$#-]{1,160}$/;
/** A place, of which no part is. */
const plainPath = /^(?:\.{1,2}|~)?\/(?!.*[A-Za-z0-9_-]{20})[\w./-]{1,160}$/;
const plainWord = /^[a-z]{1,16}(?:-[a-z]{1,16}){0,2}$/i;

/**
 * Whether the recorded result of a call that shows a file of settings has no secret in it: it is empty, names no values,
 * or only such as nobody has to keep. False where nothing tells, and where the call does more than show.
 */
export function showsNoSecret({ result, outcome, toolKind, effects }: ToolCall): boolean {
  if (!result || outcome !== 'succeeded') return false;
  const isShown = effects.every(
    ({ action, program }) => action === 'read' && (toolKind !== 'shell' || showing.test(program)),
  );
  if (!isShown) return false;
  const text = result.text.slice(0, longestSearched);
  const isWhole = text.length === result.text.length;
  if (!isWhole || (text.trim() !== '' && effects.some(({ target }) => isPasswordFile(segmentsOf(target)))))
    return false;
  const settings = settingsOf(text);
  if (settings !== undefined) return leavesOf(settings).every(isHarmlessSetting) && noneFound(text);
  return text.split('\n').every(isHarmlessLine) && noneFound(text);
}

function noneFound(text: string): boolean {
  return findSecrets(text).every(isInvented(text));
}

/** The text as an object of JSON, with the numbers of its lines taken away. */
function settingsOf(text: string): object | undefined {
  const plain = numberedText(text) ?? text;
  if (!/^\s*\{/.test(plain)) return undefined;
  try {
    const read: unknown = JSON.parse(plain);
    return typeof read === 'object' && read !== null ? read : undefined;
  } catch {
    return undefined;
  }
}

/** Every value with its name, however deep. */
function leavesOf(settings: object): readonly (readonly [name: string, value: unknown])[] {
  return Object.entries(settings).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null ? leavesOf(value) : [[name, value] as const],
  );
}

function isHarmlessSetting([name, value]: readonly [name: string, value: unknown]): boolean {
  return (
    typeof value !== 'string' || (/^auth$/i.test(name) ? value === '' : isHarmlessLine(`${name}=${value}`))
  );
}

function isHarmlessLine(line: string): boolean {
  const [, name = '', given] = assignment.exec(line) ?? [];
  if (given === undefined) return isComment(line) || !/[\w+/=.-]{20,}/.test(line);
  const value = given
    .replace(/\s+#.*$/, '')
    .trim()
    .replace(/^(["'])(.*)\1$/, '$2');
  if (value === '' || harmless.test(value)) return true;
  if (variable.test(name) && isPlain(name, value)) return true;
  return (plainWord.test(value) && !secretName.test(name)) || isSaidToBeNone(value);
}

function isPlain(name: string, value: string): boolean {
  return plainPath.test(value) || (plainValue.test(value) && !weightyName.test(name));
}

function isComment(line: string): boolean {
  return /^\s*(?:\d+\s*[→\t|:])?\s*(?:#|\/\/)/.test(line);
}

/** Invented to show something; a run of one sign may be a mask that was put on later. */
function isSaidToBeNone(value: string): boolean {
  return new Set(value).size >= 4 && isMadeUp(value);
}

function isInvented(text: string): (found: { readonly offset: number; readonly length: number }) => boolean {
  return ({ offset, length }) => isSaidToBeNone(text.slice(offset, offset + length));
}
