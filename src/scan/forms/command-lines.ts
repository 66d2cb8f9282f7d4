import type { Scope } from '../flag-occurrence.ts';
import { type FileName, type Form, plainSurroundings, type ScannedText } from '../form.ts';
import { guardOf } from '../guard.ts';
import { hostScope } from '../host-scope.ts';
import { mayTakeRoute } from '../may-take-route.ts';
import { scanShell } from '../shell/scan-shell.ts';
import type { Site, Surroundings } from '../site.ts';

/** Files that hold one command a line, behind something that says when it runs. */
interface LineForm {
  readonly name: string;
  readonly matches: (file: FileName) => boolean;
  readonly scope: (file: FileName) => Scope;
  /** The command of a line, where it begins; undefined where the line holds none. */
  readonly command: (line: string) => string | undefined;
  readonly comment: RegExp;
  /** The line defines something that runs later. */
  readonly defines?: RegExp;
}

const hash = /^\s*#/;
const after = (pattern: RegExp) => (line: string) => pattern.exec(line)?.[1];

const lineForms: readonly LineForm[] = [
  {
    name: 'makefile',
    matches: ({ name, extension }) =>
      /^(?:gnu)?makefile(?:[._-].*)?$/.test(name) || /^(?:mk|mak|make|makefile)$/.test(extension),
    scope: () => 'repository-script',
    command: (line) =>
      /^(?:\t| {2,})[@+-]*(.*)$/s.exec(line)?.[1]?.replaceAll('$$', '$') ?? makeVariable(line),
    comment: hash,
    defines: /^[A-Za-z_]\w*\s*[:?+]?=/,
  },
  {
    name: 'justfile',
    matches: ({ name, extension }) => /^\.?justfile$/.test(name) || extension === 'just',
    scope: () => 'repository-script',
    command: (line) => /^\s+@?(.*)$/s.exec(line)?.[1] ?? makeVariable(line),
    comment: hash,
    defines: /^[A-Za-z_]\w*\s*:?=/,
  },
  {
    name: 'procfile',
    matches: ({ name }) => /^procfile(?:[._-].*)?$/.test(name),
    scope: () => 'repository-script',
    command: after(/^[\w-]+:\s*(.*)$/s),
    comment: hash,
  },
  {
    name: 'cron',
    matches: ({ path, name }) =>
      /(?:^|\/)(?:crontab|cron\.d\/[^/]+|cron\.(?:hourly|daily|weekly|monthly)\/[^/]+|spool\/cron\/(?:crontabs\/)?[^/]+)$/.test(
        path,
      ) || /(?:^|[._-])crontab(?:[._-].*)?$|\.cron$/.test(name),
    scope: () => 'repository-script',
    command: (line) =>
      /^\s*(?:@\w+|(?:\S+\s+){4}\S+)\s+(?:root\s+)?(.*)$/s.exec(line)?.[1] ?? environmentLine(line),
    comment: hash,
  },
  {
    name: 'systemd',
    matches: ({ extension }) => /^(?:service|timer|socket|path|slice|container|pod)$/.test(extension),
    scope: () => 'repository-script',
    command: (line) => /^Exec\w+=[-@:+!|]*(.*)$/s.exec(line)?.[1] ?? quotedEnvironment(line),
    comment: /^\s*[#;]/,
  },
  {
    name: 'supervisor',
    matches: ({ path, name }) => /supervisor/.test(path) && /\.(?:conf|ini)$/.test(name),
    scope: () => 'repository-script',
    command: after(/^\s*command\s*=\s*(.*)$/s),
    comment: /^\s*[#;]/,
  },
  {
    name: 'desktop-entry',
    matches: ({ extension }) => extension === 'desktop',
    scope: () => 'repository-script',
    command: after(/^(?:Try)?Exec=(.*)$/s),
    comment: hash,
  },
  {
    name: 'tmux',
    matches: ({ name, path }) =>
      /^\.?(?:byobu\.)?tmux(?:[._-][\w.-]*)?(?:\.conf|\.local|\.common)(?:[._-].*)?$|^\.tmux$/.test(name) ||
      /\/\.?tmux\/.*\.conf$/.test(path) ||
      /\.tmux$/.test(name),
    scope: () => 'shell-profile',
    command: (line) => line,
    comment: hash,
  },
  {
    name: 'environment-file',
    matches: ({ name }) => /^\.?env(?:[._-].*)?$|\.env$/.test(name),
    scope: () => 'settings',
    command: (line) =>
      /^\s*(?:export\s+)?[A-Za-z_]\w*=/.test(line)
        ? `export ${line.replace(/^\s*export\s+/, '')}`
        : undefined,
    comment: hash,
  },
  {
    name: 'fish',
    matches: ({ extension, head }) => extension === 'fish' || /^#!.*\bfish\b/.test(head),
    scope: ({ path }) =>
      /fish\/(?:config\.fish|conf\.d\/|functions\/)|config\.fish$/.test(path)
        ? 'shell-profile'
        : 'repository-script',
    command: fishCommand,
    comment: hash,
    defines: /^\s*(?:alias|abbr|set|function)\b/,
  },
  {
    name: 'batch',
    matches: ({ extension }) => /^(?:bat|cmd|btm)$/.test(extension),
    scope: () => 'repository-script',
    command: (line) => (/^\s*@?(?:rem\b|::)/i.test(line) ? undefined : batchCommand(line)),
    comment: /^\s*(?:@?rem\b|::)/i,
    defines: /^\s*@?(?:doskey|set)\b/i,
  },
];

export const commandLines: readonly Form[] = lineForms.map((form) => ({
  name: form.name,
  matches: form.matches,
  scan: (text: ScannedText) => ({ sites: scanLines(form, text) }),
}));

function scanLines(form: LineForm, text: ScannedText): Site[] {
  const scope = form.scope(text.file);
  const base = text.outer
    ? { ...text.outer, scope: hostScope(text.outer.scope, scope) }
    : plainSurroundings(scope);
  const sites: Site[] = [];
  let { guard } = base;
  for (const { source, line } of logicalLines(text.text)) {
    if (form.comment.test(source)) continue;
    guard = exportedGuard(source) ?? guard;
    if (!mayTakeRoute(source)) continue;
    const command = form.command(source);
    if (command === undefined) continue;
    const surroundings: Surroundings = { ...base, guard };
    const found = scanShell({
      source: command,
      line: text.firstLine + line - 1,
      surroundings,
      written: text.written,
      defines: true,
    });
    for (const site of found) sites.push(form.defines?.test(source) ? { ...site, kind: 'definition' } : site);
  }
  return sites;
}

interface LogicalLine {
  readonly source: string;
  readonly line: number;
}

/** Lines with their continuations: a backslash at the end, a caret in batch files. */
function logicalLines(text: string): LogicalLine[] {
  const lines = text.split('\n');
  const joined: LogicalLine[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = index + 1;
    let source = lines[index] ?? '';
    while (/[\\^]\r?$/.test(source) && index + 1 < lines.length) {
      index += 1;
      source = `${source.replace(/[\\^]\r?$/, '\\')}\n${lines[index] ?? ''}`;
    }
    joined.push({ source, line });
  }
  return joined;
}

/** `export X=1`, `set -gx X 1`, `Environment=X=1`, `environment=X="1"`, `set X=1`, or a bare assignment of a whole line. */
function exportedGuard(line: string) {
  const match =
    /^\s*(?:@?set(?:x|env)?\s+(?:-\w+\s+)*|export\s+|Environment=["']?|environment\s*=\s*|override\s+)?(IS_SANDBOX|CLAUDE_CODE_BUBBLEWRAP)\s*(?::=|\?=|=|\s)\s*["']?([^\s"']*)["']?\s*$/.exec(
      line,
    );
  return match?.[1] ? guardOf(match[1], match[2] ?? '') : undefined;
}

function makeVariable(line: string): string | undefined {
  const match = /^(?:export\s+)?([A-Za-z_]\w*)\s*[:?+]?=\s*(.*)$/s.exec(line);
  if (!match) return undefined;
  const value = (match[2] ?? '').replace(/^["']|["']\s*$/g, '');
  return `export ${match[1]}='${value.replaceAll("'", '')}'`;
}

function environmentLine(line: string): string | undefined {
  return /^[A-Za-z_]\w*=/.test(line) ? `export ${line}` : undefined;
}

function quotedEnvironment(line: string): string | undefined {
  const match = /^Environment=(.*)$/s.exec(line);
  return match ? `export ${match[1]}` : undefined;
}

/** fish, near enough to POSIX for single commands: blocks are cut away, `; and` becomes `&&`. */
function fishCommand(line: string): string | undefined {
  const plain = line
    .replace(/^\s*function\s+\S+(?:\s+(?:-\S+|--\S+)(?:\s+(?:'[^']*'|"[^"]*"|[^\s;-]\S*))?)*\s*;?/, '')
    .replace(/;\s*end\s*$/, '')
    .replace(/^\s*(?:if|else if|while|and|or|not|begin;?)\s+/, '')
    .replace(/;\s*(?:and|or)\s+/g, ' && ')
    .replace(/\((?=[a-z])/g, '$(');
  const alias = /^\s*(?:alias|abbr)\s+(?:-\S+\s+|--\S+\s+)*(?:--\s+)?([^\s=]+)[\s=]+(.*)$/s.exec(plain);
  if (!alias) return plain;
  const value = (alias[2] ?? '').trim().replace(/^(["'])(.*)\1$/s, '$2');
  return `alias ${alias[1]}='${value.replaceAll("'", "'\\''")}'`;
}

function batchCommand(line: string): string | undefined {
  const plain = line
    .replace(/^\s*@?(?:call|start(?:\s+"[^"]*")?(?:\s+\/\w+)*|cmd\s+\/[ck])\s+/i, '')
    .replace(/^\s*@/, '')
    .replace(/\\/g, '/');
  const doskey = /^\s*doskey\s+(\w+)=(.*)$/i.exec(plain);
  if (doskey) return `alias ${doskey[1]}='${(doskey[2] ?? '').replaceAll("'", '')}'`;
  const set = /^\s*set\s+"?(\w+)=([^"]*)"?\s*$/i.exec(plain);
  if (set) return `export ${set[1]}='${(set[2] ?? '').replaceAll("'", '')}'`;
  return /^\s*echo\b/i.test(plain) ? undefined : plain.replace(/^\s*if\s+.*?\)\s*/i, '');
}
