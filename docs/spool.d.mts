import type { Column, Stream } from '../src/fleet/stream.ts';

export function streamsPage(
  streams: Readonly<Record<string, Stream>>,
  columnsOf: (stream: Stream) => readonly Column[],
): string;
