// How long mcp, posture and exposure take over a home with many projects. Run `npm run build` before.
// node test/bench/configurations.mjs [projects]
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';

const count = Number(process.argv[2] ?? 500);
const runs = 5;
const root = mkdtempSync(join(tmpdir(), 'bench-configurations-'));
const home = join(root, 'home/dana');

const write = (path, value) => {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value, undefined, 2));
};

const server = (name) => ({
  command: 'npx',
  args: ['-y', `${name}-server`],
  env: { API_KEY: 'KEY_FROM_ENV' },
});
const names = Array.from({ length: count }, (_, index) => `project-${index}`);
const projects = Object.fromEntries(
  names.map((name) => [
    `/home/dana/src/${name}`,
    { hasTrustDialogAccepted: true, mcpServers: { local: server(name) } },
  ]),
);
write('home/dana/.claude.json', { mcpServers: { everywhere: server('notes') }, projects });
write('home/dana/.claude/settings.json', {
  permissions: { allow: ['Bash(npm test)'], deny: ['Read(./.env)'] },
});
write('home/dana/.zshrc', 'export PATH=$HOME/bin:$PATH\n');
for (const name of names) {
  const folder = `home/dana/src/${name}`;
  write(`${folder}/.mcp.json`, {
    mcpServers: { shared: server(name), remote: { type: 'http', url: 'https://tools.example/mcp' } },
  });
  write(`${folder}/.claude/settings.json`, {
    hooks: { Stop: [{ hooks: [{ type: 'command', command: 'npm test' }] }] },
  });
  write(`${folder}/.vscode/mcp.json`, { servers: { editor: server(name) } });
  write(`${folder}/package.json`, { scripts: { postinstall: 'node setup.js', test: 'vitest' } });
  write(`${folder}/.git/HEAD`, 'ref: refs/heads/main\n');
  write(
    `${folder}/.git/config`,
    '[core]\n\tbare = false\n[remote "origin"]\n\turl = https://git.example/x\n',
  );
  write(`${folder}/.env`, 'API_KEY=from-the-vault\n');
  write(`${folder}/CLAUDE.md`, '# Notes\n');
}

for (const command of ['mcp', 'posture', 'exposure']) {
  const times = [];
  let rows = 0;
  for (let run = 0; run < runs; run += 1) {
    const started = performance.now();
    const given = ['dist/main.js', command, '--home', home, '--root', root, '--format', 'ndjson', '--quiet'];
    const { stdout, status } = spawnSync('node', given, { encoding: 'utf8', maxBuffer: 1 << 28 });
    times.push(performance.now() - started);
    if (![0, 1, 3].includes(status)) throw new Error(`${command} ended with ${status}`);
    rows = stdout.split('\n').filter(Boolean).length;
  }
  const [fastest, median] = [Math.min(...times), times.sort((a, b) => a - b)[Math.floor(runs / 2)]];
  console.log({
    command,
    projects: count,
    rows,
    medianMs: Math.round(median),
    fastestMs: Math.round(fastest),
  });
}
if (!process.env.KEEP) rmSync(root, { recursive: true, force: true });
