/** Regions of the scanner's memory, in bytes; see `wasm/scan.ts`. */
const itemBytes = 24;
const frameBytes = 24;
const recentBytes = 272;

/** Lines that nest deeper are not read; real ones stay below 40. */
const deepestNesting = 4096;
/** Lines with more wanted values are taken apart first. */
const mostItems = 16_384;
/** One byte of an item tells it. */
const mostFields = 128;
const mostShapeBytes = 32 * 1024;
/** Tables of the members of one object each. */
const mostIndexes = 16;
/** Sixteen bytes are looked at together, behind the last one too. */
const slackBytes = 64;

const shape = 1024;
/** Sixteen bytes for the length, 32 for the name. */
const nameBytes = 48;
const mostNames = 64;

const names = shape + mostShapeBytes;
const recent = names + (mostNames + 1) * nameBytes;
const stack = recent + mostFields * recentBytes;
const tape = stack + deepestNesting * frameBytes;
const indexes = tape + mostItems * itemBytes;
const lines = indexes + mostIndexes * mostFields * 4 + slackBytes;

export const layout = {
  configuration: 64,
  told: 128,
  shape,
  names,
  nameBytes,
  mostNames,
  recent,
  stack,
  stackEnd: tape,
  tape,
  tapeEnd: indexes,
  indexes,
  mostIndexes,
  lines,
  slackBytes,
  mostFields,
} as const;
