import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { onTestFinished } from 'vitest';
import { jsonSchemaOf } from '../../src/fleet/json-schema.ts';
import { isRefusal, lineAccepter } from '../../src/fleet/load/accept-line.ts';
import { columnsOf, type StreamName, streams } from '../../src/fleet/streams.ts';
import { type CliResult, type CliSettings, runCli } from '../support/run-cli.ts';

export type SpoolRow = Readonly<Record<string, unknown>>;

/** A folder that is gone when the test is over. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'yolo-triage-spool-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Names of the published files of a stream. */
export function filesOf(spool: string, stream: StreamName): string[] {
  const folder = join(spool, stream);
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.ndjson'))
        .sort()
    : [];
}

export function linesOf(spool: string, stream: StreamName): string[] {
  return filesOf(spool, stream).flatMap((name) => {
    const text = readFileSync(join(spool, stream, name), 'utf8');
    if (!text.endsWith('\n')) throw new Error(`${stream}/${name} has no last line feed`);
    return text.slice(0, -1).split('\n');
  });
}

export function rowsOf(spool: string, stream: StreamName): SpoolRow[] {
  return linesOf(spool, stream).map((line) => JSON.parse(line) as SpoolRow);
}

/** Every published row, by stream. */
export function everyRow(spool: string): Readonly<Record<StreamName, readonly SpoolRow[]>> {
  const names = Object.keys(streams) as StreamName[];
  return Object.fromEntries(names.map((name) => [name, rowsOf(spool, name)])) as Record<
    StreamName,
    SpoolRow[]
  >;
}

export function eventIds(rows: readonly SpoolRow[]): string[] {
  return rows.map(({ eventId }) => String(eventId)).sort();
}

export interface SpooledResult extends CliResult {
  /** The record of the run that was printed. */
  readonly run: SpoolRow;
}

/** Runs a command into a spool; the host is `host-1` unless the arguments name another. */
export async function spooled(
  argv: readonly string[],
  spool: string,
  settings: CliSettings = {},
): Promise<SpooledResult> {
  const host = argv.includes('--host-id') ? [] : ['--host-id', 'host-1'];
  const result = await runCli([...argv, '--spool', spool, ...host], settings);
  return {
    ...result,
    run: result.stdout === '' ? {} : JSON.parse(result.stdout.trim().split('\n').at(-1) ?? ''),
  };
}

const tomorrow = '2026-11-21T16:00:00.000Z';

/** What a published row breaks: its schema, its columns, the loader's checks, the bound of a line. */
export function problemsOf(spool: string): string[] {
  const ajv = addFormats.default(new Ajv2020({ allErrors: true }));
  return Object.values(streams).flatMap((stream) => {
    const validate = ajv.compile(jsonSchemaOf(stream));
    const accept = lineAccepter(stream);
    const known = new Set(columnsOf(stream).map(({ name }) => name));
    return linesOf(spool, stream.name).flatMap((line) => {
      const row: unknown = JSON.parse(line);
      const accepted = accept(line, tomorrow);
      return [
        ...(validate(row) ? [] : [`${stream.name}: ${ajv.errorsText(validate.errors)}`]),
        ...(isRefusal(accepted) ? [`${stream.name}: ${accepted.reason} ${accepted.detail}`] : []),
        ...Object.keys(row as object).filter((name) => !known.has(name)),
        ...(Buffer.byteLength(line) <= 16 * 1024 ? [] : [`${stream.name}: ${Buffer.byteLength(line)} bytes`]),
      ];
    });
  });
}
