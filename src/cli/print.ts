import { join, resolve } from 'node:path';
import type { Result } from '../commands/command.ts';
import { isFolder } from '../evidence/acquire.ts';
import { anonymiseDocument, anonymiseRows } from '../report/anonymise.ts';
import type { Format, RenderOptions } from '../report/format.ts';
import { jsonLine } from '../report/json.ts';
import { redactDocument, redactRows } from '../report/redact.ts';
import { renderDocument } from '../report/render-document.ts';
import type { AnyCommandEntry } from './command-table.ts';
import { fileExtension } from './file-extension.ts';
import type { Io, TextSink } from './io.ts';
import { openOutput } from './output-file.ts';
import type { GivenOptions } from './program.ts';
import { wantsColour } from './wants-colour.ts';

/** How a result is shown. */
export interface Printing {
  readonly entry: AnyCommandEntry;
  readonly format: Format<unknown, unknown>;
  readonly options: GivenOptions;
  readonly io: Io;
}

/** Redacts, renders and writes a result: to standard output, or whole or not at all to a file. */
export async function print(result: Result<unknown, unknown>, printing: Printing): Promise<void> {
  const shown = printing.options.noRedact === true ? result : redact(result, printing.io.salt);
  const redacted = printing.options.anonymise === true ? anonymise(shown, printing) : shown;
  const target = outputPath(redacted, printing);
  if (target === undefined) {
    await write(redacted, printing, printing.io.stdout);
    return;
  }
  const file = openOutput(target);
  try {
    await write(redacted, printing, file);
    file.commit();
  } catch (error) {
    file.discard();
    throw error;
  }
  await summarise(redacted, target, printing);
}

/** Rows that are shown as they are may come as text. */
async function write(
  result: Result<unknown, unknown>,
  { format, options, io }: Printing,
  sink: TextSink,
): Promise<void> {
  const isPlain = options.anonymise !== true && format.shape === 'stream' && format.isLines;
  if (result.shape === 'document' || !result.text || !isPlain) {
    await render(result, format, { sink, io });
    return;
  }
  const salt = options.noRedact === true ? {} : { salt: io.salt };
  for await (const text of result.text({ ...salt, line: jsonLine })) await sink.write(text);
}

interface Destination {
  readonly sink: TextSink;
  readonly io: Io;
}

async function render(
  result: Result<unknown, unknown>,
  format: Format<unknown, unknown>,
  { sink, io }: Destination,
): Promise<void> {
  if (result.shape === 'document' && format.shape === 'document') {
    const reporter = await format.load();
    await sink.write(ended(await renderDocument(reporter, result.document, renderOptions(sink, io))));
  } else if (result.shape === 'stream' && format.shape === 'stream') {
    const reporter = await format.load();
    for await (const text of reporter(result.rows)) await sink.write(text);
  } else {
    throw new Error(`the command gave a ${result.shape}, the format renders a ${format.shape}`);
  }
}

function renderOptions(sink: TextSink, io: Io): Omit<RenderOptions, 'signsOf'> {
  return { colour: wantsColour(sink, io.env), columns: sink.columns, isTerminal: sink.isTerminal };
}

function redact(result: Result<unknown, unknown>, salt: Uint8Array): Result<unknown, unknown> {
  return result.shape === 'document'
    ? { ...result, document: redactDocument(result.document, salt) }
    : { ...result, rows: redactRows(result.rows, salt) };
}

function anonymise(result: Result<unknown, unknown>, { options, io }: Printing): Result<unknown, unknown> {
  return result.shape === 'document'
    ? { ...result, document: anonymiseDocument(result.document) }
    : {
        ...result,
        rows: anonymiseRows(result.rows, options.home?.length ? options.home : [io.homeDirectory]),
      };
}

function outputPath(result: Result<unknown, unknown>, { entry, options, io }: Printing): string | undefined {
  const { output: given, format } = options;
  if (given === '-') return undefined;
  const place = resolve(io.cwd, given ?? '.');
  if (given !== undefined && !isFolder(place)) return place;
  if (entry.toFile && result.shape === 'document') {
    return join(place, entry.toFile.name(result.document, format));
  }
  if (given === undefined) return undefined;
  return join(place, `${entry.name.replaceAll(' ', '-')}.${fileExtension(format)}`);
}

async function summarise(
  result: Result<unknown, unknown>,
  target: string,
  printing: Printing,
): Promise<void> {
  const { entry, options, io } = printing;
  if (options.quiet === true) return;
  if (entry.toFile && result.shape === 'document') {
    await render(result, entry.toFile.summary, { sink: io.stdout, io });
  }
  await io.stderr.write(`yolo-triage: wrote ${target}\n`);
}

function ended(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
