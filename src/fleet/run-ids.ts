import { createHash } from 'node:crypto';

/** Sorts by time; two runs that begin together differ by the random part. */
export function runIdOf(now: Date, random: Uint8Array): string {
  const time = now.toISOString().replace(/[-:.]/g, '');
  return `${time}-${hashed([time, Buffer.from(random).toString('hex')], 8)}`;
}

/** What was asked of which evidence. */
export interface RunRequest {
  readonly command: string;
  /** As the evidence writes it. */
  readonly home: string;
  /** Absolute where they are paths. */
  readonly operands: readonly string[];
  /** What narrows or widens the run: `tool=Bash`, … */
  readonly options: readonly string[];
}

const times = /^(?:since|until)=/;

/** A time that moves with every run makes no other source. */
export function sourceIdOf({ command, home, operands, options }: RunRequest): string {
  const fixed = options.map((option) => times.exec(option)?.[0] ?? option).sort();
  return hashed([command, home, ...operands, '', ...fixed], 16);
}

function hashed(words: readonly string[], digits: number): string {
  return createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, digits);
}
