import type { Scope } from '../../flag-occurrence.ts';
import { type FileName, type Form, plainSurroundings, type ScannedText } from '../../form.ts';
import type { Guard } from '../../guard.ts';
import { hostScope } from '../../host-scope.ts';
import { mayTakeRoute } from '../../may-take-route.ts';
import { scanShell } from '../../shell/scan-shell.ts';
import type { Site, Surroundings } from '../../site.ts';

/** A line with its continuations. */
export interface LogicalLine {
  readonly source: string;
  /** Of the file; counted from 1. */
  readonly line: number;
}

/** The command that a line runs, and what holds for it. */
export interface LineCommand {
  readonly source: string;
  readonly line: number;
  readonly guard?: Guard | undefined;
  /** Something runs it later: an alias, a variable, a function of a profile. */
  readonly isDefinition?: boolean;
}

/** Files that hold one command a line, behind something that says when it runs. */
export interface LineForm {
  readonly name: string;
  readonly matches: (file: FileName) => boolean;
  readonly scope: (file: FileName) => Scope;
  /** The commands of the file, comments left out. */
  readonly commands: (lines: readonly LogicalLine[], file: FileName) => readonly LineCommand[];
}

export function toForm(form: LineForm): Form {
  return {
    name: form.name,
    matches: form.matches,
    scan: (text) => ({ sites: sitesIn(form, text) }),
  };
}

function sitesIn(form: LineForm, text: ScannedText): Site[] {
  const scope = form.scope(text.file);
  const base = text.outer
    ? { ...text.outer, scope: hostScope(text.outer.scope, scope) }
    : plainSurroundings(scope);
  const commands = form.commands(logicalLines(text.text), text.file);
  return commands.flatMap(({ source, line, guard = base.guard, isDefinition }): Site[] => {
    if (!mayTakeRoute(source)) return [];
    const surroundings: Surroundings = { ...base, guard };
    const { firstLine, written } = text;
    if (otherLanguage.test(source)) return [...written('recipe', source, firstLine + line - 1, surroundings)];
    const found = scanShell({
      source,
      line: firstLine + line - 1,
      surroundings,
      written,
      defines: true,
      test: text.test,
    });
    return isDefinition ? found.map((site) => ({ ...site, kind: 'definition' as const })) : found;
  });
}

/** A recipe in another language than a shell's. */
const otherLanguage = /^#!.*\b(?:python|node|deno|bun|ruby|perl|php|pwsh|nu)\d*\b/;

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
