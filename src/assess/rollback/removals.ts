import type { PostureItem } from '../../events/posture-item.ts';
import type { WrittenBy } from '../../events/provenance/written-by.ts';
import type { EvidenceReference } from '../../evidence/artifact.ts';
import type { McpServer } from '../../mcp/mcp-server.ts';
import { leftServers } from '../left-servers.ts';
import { line } from './shell-word.ts';

/** Prints a file without one entry. */
interface Edit {
  /** Exit with 0 while the file is as the plan saw it. */
  readonly before: readonly string[];
  readonly command: string;
  /** Exits with 0 where the entry is gone. */
  readonly check: string;
}

/** One entry to be taken out of one file. */
export interface Removal {
  readonly title: string;
  /** Absolute, as the evidence writes it. */
  readonly file: string;
  /** The evidence's words. */
  readonly subject: string;
  readonly writtenBy: WrittenBy;
  readonly evidence: EvidenceReference;
  /** Absent where a human must edit. */
  readonly edit?: Edit;
}

/** Scopes in which Claude Code keeps servers as plain JSON under a key that is known. */
const plainScopes = new Set(['user', 'local', 'project']);

export function serverRemovals(servers: readonly McpServer[]): readonly Removal[] {
  return leftServers(servers).flatMap((server) => {
    const { registeredBy, file, name, evidence } = server;
    if (!isSure(registeredBy)) return [];
    const edit =
      server.client === 'claude-code' && plainScopes.has(server.scope) ? serverEdit(server) : undefined;
    const title = 'Remove an MCP server';
    return [{ title, file, subject: name, writtenBy: registeredBy, evidence, ...(edit && { edit }) }];
  });
}

function serverEdit({ name, scope, project, file }: McpServer): Edit {
  const path = JSON.stringify(
    scope === 'local' ? ['projects', project ?? '', 'mcpServers', name] : ['mcpServers', name],
  );
  return {
    before: [line('jq', '-e', `getpath(${path}) != null`, file)].map(quietly),
    command: line('jq', `delpaths([${path}])`, file),
    check: quietly(line('jq', '-e', `getpath(${path}) == null`, file)),
  };
}

/** Kinds whose entries are single lines. */
const lineKinds = new Set(['shell-profile', 'login-key', 'scheduled-task', 'package-source']);
/** Kinds that every later session acts on by itself; others are for a human to judge. */
const acting = new Set([
  ...lineKinds,
  'hook',
  'command-setting',
  'environment',
  'plugin',
  'service',
  'git-hook',
  'git-setting',
  'editor-task',
  'shell-snapshot',
]);

export function itemRemovals(items: readonly PostureItem[]): readonly Removal[] {
  return items.flatMap((item) => {
    const { writtenBy, file, kind, name, command, evidence } = item;
    if (!isSure(writtenBy) || !acting.has(kind) || isWholeProfile(item)) return [];
    const edit = kind === 'hook' ? hookEdit(item) : lineKinds.has(kind) ? lineEdit(item) : undefined;
    const subject = command === undefined ? name : `${name}: ${command}`;
    return [
      {
        title: `Take out: ${kind.replaceAll('-', ' ')}`,
        file,
        subject,
        writtenBy,
        evidence,
        ...(edit && { edit }),
      },
    ];
  });
}

/** Where the lines that matter have steps of their own, the file as a whole needs none. */
function isWholeProfile({ kind, line: at }: PostureItem): boolean {
  return kind === 'shell-profile' && at === undefined;
}

function hookEdit({ command = '', file }: PostureItem): Edit {
  const own = '(type == "object" and (.command // .url // .prompt) == $taken)';
  const jq = (filter: string, ...flags: readonly string[]) =>
    line('jq', ...flags, '--arg', 'taken', command, filter, file);
  return {
    before: [quietly(jq(`any(..; ${own})`, '-e'))],
    command: jq(`walk(if type == "array" then map(select(${own} | not)) else . end)`),
    check: quietly(jq(`any(..; ${own}) | not`, '-e')),
  };
}

function lineEdit({ line: at, command = '', words, file }: PostureItem): Edit | undefined {
  const text = words?.[0] ?? command;
  if (at === undefined || text === '') return undefined;
  const print = `${line('sed', '-n', `${at}p`, file)} | ${line('grep', '-qF', '--', text)}`;
  return { before: [print], command: line('sed', `${at}d`, file), check: `! { ${print}; }` };
}

function quietly(command: string): string {
  return `${command} > /dev/null`;
}

function isSure(writtenBy: WrittenBy | undefined): writtenBy is WrittenBy {
  return writtenBy?.strength === 'entry' && writtenBy.outcome !== 'failed';
}
