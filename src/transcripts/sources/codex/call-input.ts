import { isJsonObject, type JsonObject, textOf } from '../../../json-object.ts';

const shells = new Set(['bash', 'sh', 'zsh']);
const scriptOption = /^-l?c$/;

/** The arguments of a call: an object, as it is or as JSON text; what is neither is kept under one key. */
export function argumentsOf(value: unknown): JsonObject {
  if (isJsonObject(value)) return value;
  const text = textOf(value);
  if (text === undefined) return {};
  try {
    const parsed: unknown = JSON.parse(text);
    return isJsonObject(parsed) ? parsed : { value: parsed };
  } catch {
    return { value: text };
  }
}

/** The same with the words of a command as a line; the script of `bash -lc` as it is. */
export function withCommandLine(input: JsonObject): JsonObject {
  const words = input['command'];
  if (!Array.isArray(words)) return input;
  return { ...input, command: commandLine(words.map(String)), argv: words };
}

/** Programs that take what is typed for their own language. */
const ownLanguage =
  /(?:^|[\s/])(?:i?python[\d.]*|node|deno|psql|mysql|mariadb|sqlite3|mongosh?|redis-cli|irb|php|ghci|R|gdb|lldb|vim?|less|man|top)(?:\s|$)/;

/**
 * What is typed into a program that runs, as a line of a shell; keys such as Ctrl-C are none.
 * @param running command line of that program, where it is known
 */
export function typedLine(input: JsonObject, running: string | undefined): JsonObject {
  const typed = (textOf(input['chars']) ?? '').replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '').trim();
  return typed === '' || ownLanguage.test(running ?? '') ? input : { ...input, command: typed };
}

function commandLine(words: readonly string[]): string {
  const [program = '', option = '', script] = words;
  const isScript = shells.has(program.split('/').at(-1) ?? '') && scriptOption.test(option);
  return isScript && script !== undefined && words.length === 3 ? script : words.map(quoted).join(' ');
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
