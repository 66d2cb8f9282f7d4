import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type CliSettings, runCli } from '../support/run-cli.ts';

/** A folder with the given files; the caller removes it. */
export function treeOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = mkdtempSync(join(tmpdir(), 'scan-'));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

/** What a scan reports: its exit code, what it wrote, and its rows as `path:line route`. */
export async function scan(argv: readonly string[], settings: CliSettings = {}) {
  const result = await runCli(['scan', ...argv, '--format', 'json'], settings);
  const document = result.stdout === '' ? undefined : JSON.parse(result.stdout);
  const rows: string[] = (document?.occurrences ?? []).map(
    (row: Record<string, unknown>) => `${row['path']}:${row['line']} ${row['route']}`,
  );
  return { ...result, document, rows };
}
