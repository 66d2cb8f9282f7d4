import { resolve } from 'node:path';
import type { Result, Status } from '../commands/command.ts';
import { ExitCode, TriageError } from '../errors.ts';
import type { FoundPlaces } from '../invocation/given-homes.ts';
import type { EvidenceOptions, Invocation } from '../invocation/invocation.ts';
import type { OpenedCase } from '../invocation/open-case.ts';
import { type OptionsOf, optionTable, spoolOptions } from '../invocation/options.ts';
import { compareLevels, type Level } from '../level.ts';
import { redactDocument } from '../report/redact.ts';
import { visible, visibleLines } from '../report/sanitize.ts';
import { version } from '../version.ts';
import type { AnyCommandEntry } from './command-table.ts';
import { commands } from './commands.ts';
import { sayNotes, warnOfGaps } from './gap-warnings.ts';
import type { Io } from './io.ts';
import { machineFault } from './machine-fault.ts';
import { requireOutputPlace } from './output-place.ts';
import { type Printing, print } from './print.ts';
import { type GivenOptions, parse, type Request } from './program.ts';
import { requireWindow } from './require-window.ts';

/**
 * The whole program: the only place that catches what nobody foresaw.
 * @param argv without node and the script
 */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  try {
    const request = await parse(argv, io);
    if (!request.chosen) {
      await io.stdout.write(request.text);
      return ExitCode.ok;
    }
    return await execute(request.chosen, io);
  } catch (error) {
    if (isClosedPipe(error)) return ExitCode.ok;
    if (error instanceof TriageError) {
      const lines = [`yolo-triage: ${error.message}`, ...(error.hint === '' ? [] : [`  ${error.hint}`])];
      // Names that occur in the evidence can stand in either.
      const shown = redactDocument(lines, io.salt).map(visibleLines);
      await io.stderr.write(`${shown.join('\n')}\n`);
      return ExitCode.notRun;
    }
    const fault = machineFault(error);
    if (fault !== undefined) {
      await io.stderr.write(`yolo-triage: ${visible(fault)}\n`);
      return ExitCode.notRun;
    }
    const stack = error instanceof Error ? error.stack : String(error);
    await io.stderr.write(`yolo-triage: this is a bug, please report it\n${stack}\n`);
    return ExitCode.bug;
  }
}

type Chosen = NonNullable<Request['chosen']>;

async function execute({ entry, operands, options }: Chosen, io: Io): Promise<ExitCode> {
  const format = entry.formats[options.format];
  if (!format) throw new TriageError(`unknown format: ${options.format}`);
  requireOneHome(entry, options);
  requireSpool(options);
  const now = io.now();
  requireWindow(options, now);
  const places = await placesOf(entry, options, io);
  requireOutputPlace({ entry, options, places, io });
  for (const note of places.notes) await io.stderr.write(`yolo-triage: ${visible(note)}\n`);
  const quiet = options.quiet === true;
  const progress = progressLine(io, quiet);
  const caseFile = await caseFileOf({ entry, operands, options }, places, io);
  const invocation = {
    operands,
    options: withSanctioned(handlerOptions(options, places), caseFile),
    ...(caseFile && { caseFile }),
    shape: format.shape,
    withCalls: format.shape === 'document' && format.withCalls,
    withAnswers: format.shape === 'stream' || format.withAnswers,
    cwd: io.cwd,
    env: io.env,
    homeDirectory: io.homeDirectory,
    stdin: io.stdin,
    now,
    clock: () => io.now(),
    version,
    progress: progress.show,
  } satisfies Invocation;
  const { status, show } = await produce({ entry, format, options, io }, invocation);
  await progress.clear();
  await show();
  // The record of a spooled run has their number.
  const isToldElsewhere = quiet && options['spool'] !== undefined;
  if (!isToldElsewhere) await warnOfGaps(status().gaps, io, quiet);
  if (!quiet) await sayNotes(status().notes ?? [], io);
  return exitCode(status(), failOn(entry, options));
}

/** What a command came to, and how it is shown; a stream's status is known when it was. */
async function produce(printing: Printing, invocation: Invocation) {
  const { entry, options, io } = printing;
  if (entry.rows && options.spool !== undefined) {
    const { spool } = await import('./spool.ts');
    const rows = await entry.rows();
    const { status, text } = await spool({ command: entry.name, rows, invocation, given: options, io });
    return { status: () => status, show: () => io.stdout.write(text) };
  }
  const handle = await entry.load(commands);
  const result = await handle(invocation);
  const show = async () => {
    await print(result, printing);
    result.delivered?.();
  };
  return { status: () => statusOf(result), show };
}

function requireOneHome({ name, homes }: AnyCommandEntry, options: GivenOptions): void {
  if (homes === 'each') return;
  for (const option of ['home', 'root'] as const) {
    if ((options[option]?.length ?? 0) < 2) continue;
    throw new TriageError(`${name} takes one --${option}`, 'assess takes several');
  }
}

/** Without a spool, the other options of one would be ignored in silence. */
function requireSpool(options: GivenOptions): void {
  const [first] = spoolOptions.filter((name) => options[name] !== undefined && options[name].length > 0);
  if (first === undefined || options.spool !== undefined) return;
  throw new TriageError(`${optionTable[first].flags.split(' ')[0]} goes with --spool <dir>`);
}

/** A spool takes the rows of every home, each as a run of its own. */
async function placesOf(
  { name: command, homes: scope }: AnyCommandEntry,
  { home: homes, root: roots = [], repo: repositories = [], spool }: GivenOptions,
  { homeDirectory }: Io,
): Promise<FoundPlaces> {
  const given = homes?.length ? homes : undefined;
  if (!scope || (!given && roots.length + repositories.length === 0))
    return { homes: given ?? [homeDirectory], repositories, notes: [] };
  const { givenHomes } = await import('../invocation/given-homes.ts');
  const reads = scope === 'one' && spool !== undefined ? 'each' : scope;
  return givenHomes({
    command,
    scope: reads,
    roots,
    repositories,
    homeDirectory,
    ...(given && { homes: given }),
  });
}

/** What a scan reads are its operands, or the folder that it is started in. */
async function caseFileOf(
  { entry, operands, options }: Chosen,
  { homes, repositories }: FoundPlaces,
  { cwd }: Io,
): Promise<OpenedCase | undefined> {
  if (options.case === undefined) return undefined;
  const { openCase } = await import('../invocation/open-case.ts');
  const named = operands.length > 0 ? operands.map((operand) => resolve(cwd, operand)) : [cwd];
  const scanned = entry.name === 'scan' ? named : [];
  const mapped = (options.map ?? []).map(({ to }) => to);
  const roots = (options.root ?? []).filter((root) => root !== '/');
  const read = entry.homes === undefined && entry.name !== 'scan' ? [] : [...homes, ...roots];
  return openCase(options.case, [...read, ...repositories, ...mapped, ...scanned]);
}

/** There is one way in for the hosts that somebody sanctions, whichever way they were given. */
function withSanctioned<Given extends Partial<OptionsOf<'allowHost'>>>(
  options: Given,
  caseFile: OpenedCase | undefined,
): Given {
  const sanctioned = caseFile?.hosts?.sanctioned ?? [];
  return sanctioned.length === 0
    ? options
    : { ...options, allowHost: [...(options.allowHost ?? []), ...sanctioned] };
}

/** Homes, roots and repositories as commands have them; the rest as it was given. */
function handlerOptions(
  { home: _home, root: roots = [], map = [], ...own }: GivenOptions,
  { homes, repositories }: FoundPlaces,
) {
  const places = { home: homes.at(-1) ?? '', homes, root: roots.at(-1), roots, repo: repositories, map };
  return { ...own, ...places, redact: own.noRedact !== true } satisfies EvidenceOptions;
}

function statusOf(result: Result<unknown, unknown>): Status {
  return result.shape === 'document' ? result.status : result.status();
}

function failOn(entry: AnyCommandEntry, options: GivenOptions): Level | undefined {
  return options.failOn ?? entry.failOn;
}

function exitCode({ level, gaps, isUndetermined = false }: Status, threshold: Level | undefined): ExitCode {
  if (threshold !== undefined && level !== 'none' && compareLevels(level, threshold) >= 0) {
    return ExitCode.findings;
  }
  return gaps.length > 0 || isUndetermined ? ExitCode.gaps : ExitCode.ok;
}

function progressLine(io: Io, quiet: boolean) {
  let shown = false;
  const enabled = io.stderr.isTerminal && !quiet;
  return {
    show(line: string): void {
      if (!enabled) return;
      shown = true;
      void io.stderr.write(`\r\u001b[K${visible(line).slice(0, io.stderr.columns - 1)}`);
    },
    async clear(): Promise<void> {
      if (shown) await io.stderr.write('\r\u001b[K');
      shown = false;
    },
  };
}

function isClosedPipe(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED')
  );
}
