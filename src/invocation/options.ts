import { collectionOptions } from './options/collection-options.ts';
import { detectionOptions } from './options/detection-options.ts';
import { evidenceOptions } from './options/evidence-options.ts';
import { fleetOptions } from './options/fleet-options.ts';
import { hardeningOptions } from './options/hardening-options.ts';
import type { OptionEntries, OptionEntry } from './options/option-entry.ts';
import { outputOptions } from './options/output-options.ts';
import { replayOptions } from './options/replay-options.ts';
import { scanOptions } from './options/scan-options.ts';

/** Every option of every command, once. Keys are the names that handlers see. */
export const optionTable = {
  ...evidenceOptions,
  ...detectionOptions,
  ...replayOptions,
  ...collectionOptions,
  ...scanOptions,
  ...hardeningOptions,
  ...fleetOptions,
  ...outputOptions,
} as const satisfies OptionEntries;

export type OptionName = keyof typeof optionTable;

type Table = typeof optionTable;
type Repeatable = {
  [Name in OptionName]: Table[Name] extends { repeatable: true } ? Name : never;
}[OptionName];

/** What one word of an option comes to: what `parse` makes of it, else the word, else that it was given. */
type ValueOf<Entry extends OptionEntry> = Entry extends { parse: (...given: never) => infer Value }
  ? Value
  : Entry['flags'] extends `${string}<${string}`
    ? string
    : true;

/** The options of the given names: lists of those that may be given several times. */
export type OptionsOf<Name extends OptionName> = {
  readonly [Each in Extract<Name, Repeatable>]: readonly ValueOf<Table[Each]>[];
} & { readonly [Each in Exclude<Name, Repeatable>]: ValueOf<Table[Each]> | undefined };

/** Options that every command has. */
export const commonOptions = [
  'home',
  'root',
  'failOn',
  'output',
  'noRedact',
  'anonymise',
  'quiet',
] as const satisfies readonly OptionName[];

/** Options of every command that has rows for a spool. */
export const spoolOptions = [
  'spool',
  'state',
  'hostId',
  'label',
  'fingerprintKey',
] as const satisfies readonly OptionName[];
