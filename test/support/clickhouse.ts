import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** Where a current ClickHouse is: half a gigabyte, so it is no dependency. `npm install --no-save chdb` */
export const hasClickHouse = (() => {
  try {
    createRequire(import.meta.url).resolve(process.env['YOLO_TRIAGE_CHDB'] ?? 'chdb');
    return true;
  } catch {
    return false;
  }
})();

export interface ClickHouse {
  readonly url: string;
  /** @throws with the engine's message */
  query(database: string, sql: string): Promise<Record<string, unknown>[]>;
  close(): void;
}

export async function startClickHouse(): Promise<ClickHouse> {
  const script = fileURLToPath(new URL('serve-clickhouse.mjs', import.meta.url));
  const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const port = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
    child.once('exit', (code) => reject(new Error(`chdb ended with ${code}`)));
  });
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    async query(database, sql) {
      const response = await fetch(`${url}?database=${database}`, {
        method: 'POST',
        body: `${sql} FORMAT JSONEachRow`,
      });
      const text = await response.text();
      if (!response.ok) throw new Error(text);
      return text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line));
    },
    close: () => child.kill('SIGKILL'),
  };
}
