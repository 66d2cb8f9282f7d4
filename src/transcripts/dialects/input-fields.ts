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

/** What a tool is asked to run, open or fetch; empty where its input does not say. */
export function subjectIn(input: JsonObject, kind: ToolKind, field: string): string {
  return textsIn(input, [field, ...(subjects[kind] ?? [])])[0] ?? '';
}

const mostTexts = 50;

/** Texts that stand in members of an input, in the order of the names. */
export function textsIn(input: JsonObject, fields: readonly string[]): string[] {
  return fields.flatMap((field) => {
    const value = input[field];
    const values: readonly unknown[] = Array.isArray(value) ? value.slice(0, mostTexts) : [value];
    return values.filter((one): one is string => typeof one === 'string' && one !== '');
  });
}
