// Writes docs/usage.md from the program's own tables.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { usage } from './reference.mjs';
import { loadTables } from './tables.mjs';

writeFileSync(fileURLToPath(new URL('usage.md', import.meta.url)), usage(await loadTables('')));
