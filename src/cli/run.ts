import { resolve } from 'node:path';
import type { EvidenceOptions, Invocation, Result, Status } from '../commands/command.ts';
import { optionTable, spoolOptions } from '../commands/options.ts';
import { ExitCode, TriageError } from '../errors.ts';
import { compareLevels, type Level } from '../level.ts';
import { visible } from '../report/sanitize.ts';
import { version } from '../version.ts';
import type { AnyCommandEntry } from './command-table.ts';
import { warnOfGaps } from './gap-warnings.ts';
import type { Io } from './io.ts';
import { type Printing, print } from './print.ts';
import { type GivenOptions, parse, type Request } from './program.ts';

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
      const hint = error.hint === '' ? '' : `\n  ${error.hint}`;
      await io.stderr.write(`yolo-triage: ${error.message}${hint}\n`);
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
  const quiet = options.quiet === true;
  const progress = progressLine(io, quiet);
  const invocation = {
    operands,
    options: handlerOptions(options, io),
    shape: format.shape,
    cwd: io.cwd,
    env: io.env,
    homeDirectory: io.homeDirectory,
    stdin: io.stdin,
    now: io.now(),
    clock: () => io.now(),
    version,
    progress: progress.show,
  } satisfies Invocation;
  const { status, show } = await produce({ entry, format, options, io }, invocation);
  await progress.clear();
  await show();
  if (!quiet) await warnOfGaps(status().gaps, io);
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
  const handle = await entry.load();
  const result = await handle(invocation);
  return { status: () => statusOf(result), show: () => print(result, printing) };
}

function requireOneHome({ name, manyHomes }: AnyCommandEntry, options: GivenOptions): void {
  if (manyHomes) return;
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

/** Homes and roots as commands have them; the rest as it was given. */
function handlerOptions({ home, root: roots = [], ...own }: GivenOptions, io: Io) {
  const homes = home?.length ? home : [resolve(io.homeDirectory)];
  const places = { home: homes.at(-1) ?? io.homeDirectory, homes, root: roots.at(-1), roots };
  return { ...own, ...places, redact: own.noRedact !== true } satisfies EvidenceOptions;
}

function statusOf(result: Result<unknown, unknown>): Status {
  return result.shape === 'document' ? result.status : result.status();
}

function failOn(entry: AnyCommandEntry, options: GivenOptions): Level | undefined {
  return options.failOn ?? entry.failOn;
}

function exitCode({ level, gaps }: Status, threshold: Level | undefined): ExitCode {
  if (threshold !== undefined && level !== 'none' && compareLevels(level, threshold) >= 0) {
    return ExitCode.findings;
  }
  return gaps.length > 0 ? ExitCode.gaps : ExitCode.ok;
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
