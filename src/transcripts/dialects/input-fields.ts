import type { JsonObject } from '../../json-object.ts';
import type { ToolKind } from '../tool-kind.ts';

/** Names that tools of all makers give to a member of their input, by what stands in it. */
export const inputFields = {
  command: ['command', 'cmd', 'shell_command', 'bash', 'commandLine'],
  code: ['code', 'script', 'function', 'expression', 'javascript', 'python'],
  url: ['url', 'uri', 'endpoint', 'link', 'href'],
  path: [
    'path',
    'file_path',
    'filePath',
    'absolute_path',
    'target_file',
    'notebook_path',
    'filename',
    'file',
    'source',
    'destination',
    'directory',
    'paths',
  ],
  /** What is typed into a terminal. */
  typed: ['keys', 'text', 'input', 'chars', 'data', 'stdin', 'keystrokes'],
  /** What is asked of a search stands under some of them, too, and is no statement. */
  sql: ['sql', 'query', 'queries', 'statement', 'statements', 'sql_query', 'sqlquery', 'raw_sql'],
} as const;

/** Where the subject of a tool can stand besides its own member; the last of a shell is an input that is no object. */
const subjects: Readonly<Partial<Record<ToolKind, readonly string[]>>> = {
  shell: [...inputFields.command, 'script', 'value'],
  read: inputFields.path,
  write: inputFields.path,
  web: inputFields.url,
};

/** Names under which the subject of a tool of a kind can stand. */
export function subjectNames(kind: ToolKind): readonly string[] {
  return subjects[kind] ?? [];
}

/** What a tool is asked to run, open or fetch; empty where its input does not say. */
export function subjectIn(input: JsonObject, kind: ToolKind, field: string): string {
  return textsIn(input, [field, ...subjectNames(kind)])[0] ?? '';
}

const mostTexts = 50;

/** Tools, or servers of tools, whose text goes to a shell. */
const terminal = /terminal|tmux|(?:^|[\W_])(?:shell|pty|tty|zellij)|[a-z]Shell|send_?keys|stdin/i;

/** Command lines in the input of a tool that is not known, or of a server's: by their names, or typed into a terminal. */
export function commandsIn(tool: string, input: JsonObject): string[] {
  const named = textsIn(input, inputFields.command);
  return named.length > 0 || !terminal.test(tool) ? named : textsIn(input, inputFields.typed);
}

/** Texts that stand in members of an input, in the order of the names. */
export function textsIn(input: JsonObject, fields: readonly string[]): string[] {
  return fields.flatMap((field) => {
    const value = input[field];
    const values: readonly unknown[] = Array.isArray(value) ? value.slice(0, mostTexts) : [value];
    return values.filter((one): one is string => typeof one === 'string' && one !== '');
  });
}
