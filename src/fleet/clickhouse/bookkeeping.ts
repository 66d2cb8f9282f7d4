import type { Column } from '../stream.ts';

const path: Column = { name: 'path', type: 'string', description: 'The file, absolute.', required: true };
const loadedAt: Column = {
  name: 'loadedAt',
  type: 'timestamp',
  description: 'When that was.',
  required: true,
};

interface Bookkeeping {
  readonly comment: string;
  /** Of two rows with the same values here, the later one holds. */
  readonly orderBy: readonly string[];
  readonly columns: readonly Column[];
}

/** In which a database remembers what it was loaded from: the loader asks here where to go on. */
export const bookkeeping = {
  loaded_files: {
    comment: 'How far each file of a spool has been loaded.',
    orderBy: ['path'],
    columns: [
      path,
      { name: 'bytes', type: 'integer', description: 'Bytes that are loaded, unpacked.', required: true },
      { name: 'lines', type: 'integer', description: 'Lines that are loaded.', required: true },
      { name: 'sha256', type: 'string', description: 'SHA-256 of these bytes.', required: true },
      loadedAt,
    ],
  },
  refused: {
    comment: 'Lines of spools that are in no table, and why.',
    orderBy: ['path', 'reason', 'firstLine'],
    columns: [
      path,
      { name: 'reason', type: 'string', description: 'Why.', required: true },
      { name: 'detail', type: 'string', description: 'The column, or what the system said.', required: true },
      { name: 'count', type: 'integer', description: 'How many lines.', required: true },
      {
        name: 'firstLine',
        type: 'integer',
        description: 'The first, counted from 1; 0: the file.',
        required: true,
      },
      loadedAt,
    ],
  },
} as const satisfies Record<string, Bookkeeping>;
