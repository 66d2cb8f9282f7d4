import type { EvidenceReference } from '../evidence/artifact.ts';
import type { Neighbours } from '../evidence/tree/neighbours.ts';
import type { Level } from '../level.ts';
import { isDependencyPath } from './dependency-path.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { FlagOccurrence } from './flag-occurrence.ts';
import { fileName, type ScannedText } from './form.ts';
import { formOf } from './forms.ts';
import { inBothWays } from './in-every-way.ts';
import { levelOf } from './level-of.ts';
import { type Mention, mentionsIn, wordingLines } from './mentions.ts';
import { oncePerCommand, type WholePlace } from './one-command.ts';
import { otherAgentFilter } from './other-agent-wording.ts';
import { type RouteId, routes } from './routes.ts';
import type { Site, Surroundings } from './site.ts';
import { isTestPath } from './source/test-regions.ts';
import { asStarted } from './started/around-started.ts';
import { allowanceAt } from './suppression.ts';

/** A file to scan, already decoded. */
export interface FileToScan {
  /** Relative to the scanned root, `/` as separator: what the occurrence says. */
  readonly path: string;
  /** As absolute as it is known: what the form is chosen by. */
  readonly fullPath: string;
  readonly text: string;
  readonly evidencePath: string;
  /** Where the text is a part of a file: the line on which it begins; counted from 1. */
  readonly firstLine?: number;
  /** Where it is a row of a database: the table; its first line is then the number of the row. */
  readonly table?: string;
  /** A profile reads it, whatever it is called. */
  readonly isSourced?: boolean;
  /** The files around it; absent where nothing but the text is known. */
  readonly neighbours?: Neighbours;
}

export interface FileScan {
  readonly occurrences: readonly FlagOccurrence[];
  /** The file is not what its name says, so that structure could not be used. */
  readonly broken: boolean;
}

const longestText = 400;

/** Every place in a file where prompts are switched off, or spoken of; in the order of lines. */
export function scanFile(file: FileToScan): FileScan {
  const text = file.text.includes('\r') ? file.text.replace(/\r\n?/g, '\n') : file.text;
  const name = fileName(file.fullPath, text, file.path);
  const test = isTestPath(file.path);
  const { neighbours } = file;
  const scanned: ScannedText = {
    file: name,
    text,
    firstLine: 1,
    test,
    written: writer(test, 0),
    ...(neighbours && { neighbours }),
  };
  const form = formOf(name, file.isSourced);
  const { sites: own, broken = false } = form.scan(scanned);
  const sites = neighbours ? asStarted(own, { neighbours, text }) : own;
  const lines = text.split('\n');
  const placed = place(sites, lines);
  const mentions = mentionsIn(lines, placed);
  const occurrences = occurrencesOf(file, lines, [...oncePerCommand(placed), ...mentions]);
  // A part of a file is never whole, and a broken file of others in which nothing stands hides nothing.
  const isWhole = file.firstLine === undefined;
  const matters = () => form.always === true || occurrences.length > 0 || otherAgentFilter.test(text);
  return { occurrences, broken: broken && isWhole && matters() };
}

const deepestFile = 4;

/** Scans files inside files: what a script writes with `cat > ~/.bashrc <<EOF`. */
function writer(test: boolean, depth: number): ScannedText['written'] {
  return (path: string, text: string, line: number, outer: Surroundings): readonly Site[] => {
    if (depth >= deepestFile) return [];
    const file = fileName(path.replace(/^["']|["']$/g, ''), text);
    return formOf(file).scan({ file, text, firstLine: line, outer, test, written: writer(test, depth + 1) })
      .sites;
  };
}

/** A site on the exact line where its wording stands; the first free one in its construct. */
interface PlacedSite extends Site {
  readonly placedLine: number;
}

function place(sites: readonly Site[], lines: readonly string[]): PlacedSite[] {
  const placed = new Map<string, PlacedSite>();
  for (const site of dropBareGuards(sites)) {
    const line = nearestLine(site, lines, placed);
    const key = `${site.route}:${line}`;
    const before = placed.get(key);
    placed.set(key, before ? inBothWays(before, site) : { ...site, placedLine: line });
  }
  return [...placed.values()];
}

/** An export that guards a place in the same file is told there; one of a script ends with it, and starts nothing. */
function dropBareGuards(sites: readonly Site[]): readonly Site[] {
  const others = sites.filter(({ route }) => route !== 'is-sandbox-export');
  const bare = others.length === 0 ? sites.filter(lastsOnHost) : [];
  return others.length === 0 ? bare : others;
}

function lastsOnHost({ surroundings: { isolation, scope } }: Site): boolean {
  return isolation === 'none' && scope !== 'repository-script';
}

function nearestLine(site: Site, lines: readonly string[], taken: ReadonlyMap<string, PlacedSite>): number {
  const standing = wordingLines(routes[site.route].pattern, lines, site.from, site.to);
  const free = standing.filter((line) => !taken.has(`${site.route}:${line}`));
  const candidates = free.length > 0 ? free : standing;
  return candidates.find((line) => line >= site.line) ?? candidates.at(-1) ?? clamp(site.line, lines.length);
}

function clamp(line: number, last: number): number {
  return Math.max(1, Math.min(line, last));
}

function occurrencesOf(
  file: FileToScan,
  lines: readonly string[],
  found: readonly (WholePlace<PlacedSite> | Mention)[],
): FlagOccurrence[] {
  const ordinals = new Map<string, number>();
  return [...found]
    .sort((a, b) => a.placedLine - b.placedLine || (a.route < b.route ? -1 : 1))
    .map((item) => {
      const text = excerpt(lines[item.placedLine - 1] ?? '', item.route);
      const key = `${item.route}\0${text}`;
      const ordinal = ordinals.get(key) ?? 0;
      ordinals.set(key, ordinal + 1);
      const found = columnsOf(lines[item.placedLine - 1] ?? '', item.route);
      const also = 'also' in item ? (item.also ?? []) : [];
      const piece = piecesOf(text, [item.route, ...also]);
      const line = item.placedLine + (file.firstLine ?? 1) - 1;
      const allowed = allowanceAt(lines, item.placedLine);
      const common = {
        path: file.path,
        line,
        ...found,
        route: item.route,
        fingerprint: fingerprintOf(file.path, item.route, text, ordinal),
        text,
        ...(piece !== undefined && { piece }),
        ...(also.length > 0 && { also }),
        evidence: referenceTo(file, line),
        ...(allowed && {
          allowedBecause: allowed.because,
          allowedOn: allowed.line + (file.firstLine ?? 1) - 1,
        }),
        ...(isDependencyPath(file.path) && { dependency: true as const }),
      };
      return 'surroundings' in item
        ? { ...common, ...siteFields(item, common.dependency === true) }
        : { ...common, ...mentionFields };
    });
}

function referenceTo({ evidencePath: path, table, firstLine }: FileToScan, line: number): EvidenceReference {
  return table === undefined ? { path, line } : { path, table, row: String(firstLine) };
}

/** A long line is cut to what surrounds the wording. */
function excerpt(line: string, route: RouteId): string {
  if (line.length <= longestText) return line.trim();
  const at = Math.max(0, wordingIn(line, route)?.index ?? 0);
  return line.slice(Math.max(0, at - longestText / 2), at + longestText / 2).trim();
}

/** The first place in a text at which the wording of a route stands. */
function wordingIn(text: string, route: RouteId): RegExpExecArray | null {
  const { source, flags } = routes[route].pattern;
  return new RegExp(source, flags.replace('g', '')).exec(text);
}

function columnsOf(line: string, route: RouteId): { column: number; endColumn: number } | undefined {
  const found = wordingIn(line, route);
  return found ? { column: found.index + 1, endColumn: found.index + found[0].length + 1 } : undefined;
}

const shortText = 120;
const around = 40;

/** In the order in which they stand. */
function piecesOf(text: string, ids: readonly RouteId[]): string | undefined {
  const pieces = ids.flatMap((id) => pieceOf(text, id) ?? []);
  const inOrder = [...new Set(pieces)].sort((a, b) => text.indexOf(plain(a)) - text.indexOf(plain(b)));
  return inOrder.length > 0 ? inOrder.join(' ') : undefined;
}

function plain(piece: string): string {
  return piece.replace(/^…|…$/g, '');
}

function pieceOf(text: string, route: RouteId): string | undefined {
  const found = text.length > shortText ? wordingIn(text, route) : undefined;
  if (!found) return undefined;
  const [from, to] = [Math.max(0, found.index - around), found.index + found[0].length + around];
  return `${from > 0 ? '…' : ''}${text.slice(from, to).trim()}${to < text.length ? '…' : ''}`;
}

const mentionFields = {
  kind: 'mention',
  agent: 'claude',
  scope: 'source-code',
  guard: 'none',
  isolation: 'none',
  level: 'informational' as Level,
  reasons: ['speaks of it and starts nothing'],
} as const;

function siteFields(site: WholePlace<PlacedSite>, dependency: boolean) {
  const { scope, guard, isolation, multiplicity, at } = site.surroundings;
  return {
    kind: site.kind,
    agent: site.agent ?? routes[site.route].agent,
    scope,
    guard,
    isolation,
    ...levelOf(site, dependency),
    ...(multiplicity !== undefined && { multiplicity }),
    ...(at !== undefined && { at }),
  };
}
