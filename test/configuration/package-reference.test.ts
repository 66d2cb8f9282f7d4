import { describe, expect, it } from 'vitest';
import { packageReference } from '../../src/mcp/package-reference.ts';

const digest = `sha256:${'ab'.repeat(32)}`;
const commit = '0123456789abcdef0123456789abcdef01234567';

/** Command line, what is fetched (`ecosystem name version`), whether the content can change. */
const cases: readonly (readonly [string, string, 'pinned' | 'floating'])[] = [
  ['npx -y notes-server', 'npm notes-server', 'floating'],
  ['npx -y notes-server@latest', 'npm notes-server latest', 'floating'],
  ['npx notes-server@^1.2.0', 'npm notes-server ^1.2.0', 'floating'],
  ['npx -y @acme/notes@1.2.3', 'npm @acme/notes 1.2.3', 'pinned'],
  ['npx -y @acme/notes@1.2.3-beta.1 --port 3', 'npm @acme/notes 1.2.3-beta.1', 'pinned'],
  ['npx -p @acme/notes@2.0.0 notes --root /', 'npm @acme/notes 2.0.0', 'pinned'],
  ['npx --package=notes notes', 'npm notes', 'floating'],
  ['C:\\nodejs\\npx.cmd -y notes', 'npm notes', 'floating'],
  ['npx github:acme/notes', 'git github:acme/notes', 'floating'],
  [`npx github:acme/notes#${commit}`, `git github:acme/notes ${commit}`, 'pinned'],
  ['npx https://files.example/notes.tgz', 'url https://files.example/notes.tgz', 'floating'],
  ['npm exec -- notes@1.0.0', 'npm notes 1.0.0', 'pinned'],
  ['pnpm dlx notes', 'npm notes', 'floating'],
  ['yarn dlx notes@3.1.0', 'npm notes 3.1.0', 'pinned'],
  ['bunx notes', 'npm notes', 'floating'],
  ['bun x notes@1.0.0', 'npm notes 1.0.0', 'pinned'],
  ['deno run -A npm:notes@1.0.0', 'npm notes 1.0.0', 'pinned'],
  ['uvx notes-server', 'pypi notes-server', 'floating'],
  ['uvx --from notes-server==1.2 notes', 'pypi notes-server 1.2', 'pinned'],
  ['uvx notes-server@1.2.3', 'pypi notes-server 1.2.3', 'pinned'],
  ['uvx notes-server[cli]>=1', 'pypi notes-server >=1', 'floating'],
  [
    'uvx --from git+https://git.example/acme/notes@main notes',
    'git git+https://git.example/acme/notes@main main',
    'floating',
  ],
  ['uv tool run notes', 'pypi notes', 'floating'],
  ['pipx run --spec notes==2.0.1 notes', 'pypi notes 2.0.1', 'pinned'],
  ['docker run -i --rm -e TOKEN -v /srv:/srv ghcr.io/acme/notes', 'image ghcr.io/acme/notes', 'floating'],
  ['docker run --rm localhost:5000/notes:1.2', 'image localhost:5000/notes 1.2', 'floating'],
  [`podman run --name=x acme/notes:1@${digest}`, `image acme/notes ${digest}`, 'pinned'],
  ['go run example.com/notes@v1.2.3', 'go example.com/notes v1.2.3', 'pinned'],
];

const local = [
  'node server.js',
  'npx ./local',
  'npm run serve',
  'uv run server.py',
  'docker compose up',
  'bun server.ts',
  'deno run server.ts',
  'go run .',
  '',
];

describe('what a package runner fetches', () => {
  it.each(cases)('%s', (line, fetched, stability) => {
    const found = packageReference(line.split(' '));
    const words = [found?.ecosystem, found?.name, found?.version].filter((word) => word !== undefined);
    expect([words.join(' '), found?.pinned ? 'pinned' : 'floating']).toEqual([fetched, stability]);
  });

  it.each(local)('nothing for %j, which runs what is there', (line) => {
    expect(packageReference(line.split(' '))).toBeUndefined();
  });
});
