import type { Column } from '../stream.ts';

/** In which a database remembers what it was loaded from: the loader asks here where to go on. */
export const loadedFiles = {
  name: 'loaded_files',
  comment: 'How far each file of a spool has been loaded, and what of it is in no table.',
  /** Of two rows with the same values here, the later one holds. */
  orderBy: ['path'],
  columns: [
    { name: 'path', type: 'string', description: 'The file, absolute.', required: true },
    { name: 'bytes', type: 'integer', description: 'Bytes that are loaded, unpacked.', required: true },
    { name: 'lines', type: 'integer', description: 'Lines that are loaded.', required: true },
    { name: 'sha256', type: 'string', description: 'SHA-256 of these bytes.', required: true },
    {
      name: 'refused',
      type: 'string',
      description: 'Lines of it that were refused, as JSON: by reason, the first one and how many.',
      required: true,
    },
    { name: 'loadedAt', type: 'timestamp', description: 'When that was.', required: true },
  ],
} as const satisfies {
  readonly name: string;
  readonly comment: string;
  readonly orderBy: readonly string[];
  readonly columns: readonly Column[];
};
