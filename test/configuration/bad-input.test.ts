import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evidenceImage, type Image } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';

async function mcp({ root, home }: Image) {
  const result = await runCli(['mcp', '--home', home, '--root', root, '--format', 'json']);
  return {
    code: result.code,
    document: JSON.parse(result.stdout) as { servers: unknown[]; gaps: unknown[] },
  };
}

const deep = 30_000;

const malformed: readonly (readonly [string, string, string])[] = [
  ['broken JSON', '.claude.json', '{ "mcpServers": { "a": { "command": '],
  ['no JSON at all', '.claude.json', 'hello'],
  ['duplicate servers', '.claude.json', '{"mcpServers":{"a":{"command":"x"},"a":{"command":"y"}}}'],
  ['broken TOML', '.codex/config.toml', '[mcp_servers.a\ncommand = '],
  [
    'duplicate TOML tables',
    '.codex/config.toml',
    '[mcp_servers.a]\ncommand="x"\n[mcp_servers.a]\ncommand="y"\n',
  ],
  ['broken YAML', '.config/goose/config.yaml', 'extensions: {a: [}\n'],
  ['duplicate YAML keys', '.config/goose/config.yaml', 'extensions:\n  a: {cmd: x}\n  a: {cmd: y}\n'],
  ['deep JSON', '.claude.json', '['.repeat(deep)],
  ['deep YAML', '.config/goose/config.yaml', '['.repeat(deep)],
  ['deep TOML', '.codex/config.toml', `a = ${'['.repeat(deep)}`],
  ['a YAML alias bomb', '.config/goose/config.yaml', yamlBomb()],
];

describe('a configuration that cannot be trusted', () => {
  it.each(malformed)('%s is a gap that names the file', async (_, path, text) => {
    const { code, document } = await mcp(evidenceImage({ [`home/dana/${path}`]: text }));
    expect(document.gaps).toContainEqual(
      expect.objectContaining({ kind: 'malformed', evidence: expect.objectContaining({ path }) }),
    );
    expect(code).toBe(3);
  });

  it('shows both of two servers of one name, since clients disagree which one counts', async () => {
    const image = evidenceImage({
      'home/dana/.cursor/mcp.json': '{"mcpServers":{"a":{"command":"x"},"a":{"command":"y"}}}',
    });
    const { document } = await mcp(image);
    expect(document.servers).toHaveLength(2);
  });

  it('shows a server named __proto__', async () => {
    const image = evidenceImage({
      'home/dana/.cursor/mcp.json': '{"mcpServers":{"__proto__":{"command":"x"}}}',
    });
    const { document } = await mcp(image);
    expect(document.servers).toEqual([expect.objectContaining({ name: '__proto__', command: 'x' })]);
  });

  it('follows YAML anchors and merge keys', async () => {
    const text = 'base: &base {type: stdio, cmd: x}\nextensions:\n  a:\n    <<: *base\n    cmd: y\n';
    const { document } = await mcp(evidenceImage({ 'home/dana/.config/goose/config.yaml': text }));
    expect(document.servers).toEqual([
      expect.objectContaining({ name: 'a', command: 'y', transport: 'stdio' }),
    ]);
  });

  it('accepts comments, trailing commas, a byte order mark and unknown keys', async () => {
    const text = '\ufeff{ // mine\n "mcpServers": { "a": { "command": "x", "colour": 1, }, }, "x": [], }';
    const { code, document } = await mcp(evidenceImage({ 'home/dana/.cursor/mcp.json': text }));
    expect(document.servers).toEqual([expect.objectContaining({ name: 'a', line: 2 })]);
    expect(code).toBe(0);
  });
});

describe('a file that is none', () => {
  const link = (target: string) => (path: string) => symlinkSync(target, path);
  const cases: readonly (readonly [string, (path: string) => void, string])[] = [
    ['a link to an endless device', link('/dev/zero'), 'absent'],
    ['a link out of the evidence', link('../../../../../../etc/passwd'), 'unreadable'],
    ['a link to itself', link('.claude.json'), 'unreadable'],
    ['a pipe', (path) => execFileSync('mkfifo', [path]), 'unreadable'],
    ['100 MB of nothing', sparse, 'truncated'],
  ];

  it.each(cases)('%s does not hang', async (_, make, kind) => {
    const image = evidenceImage({});
    rmSync(join(image.home, '.claude.json'));
    make(join(image.home, '.claude.json'));
    const { code, document } = await mcp(image);
    if (kind === 'absent') return expect(code).toBe(0);
    expect(document.gaps).toContainEqual(
      expect.objectContaining({ kind, evidence: { path: '.claude.json' } }),
    );
    expect(code).toBe(3);
  });

  it('never opens a device, even on a live home', async () => {
    const image = evidenceImage({});
    rmSync(join(image.home, '.claude.json'));
    symlinkSync('/dev/zero', join(image.home, '.claude.json'));
    const { stdout, code } = await runCli(['mcp', '--home', image.home, '--format', 'json'], {
      homeDirectory: image.home,
    });
    expect(stdout).toContain('is no regular file');
    expect(code).toBe(3);
  });

  it("follows an absolute link inside the image's own root", async () => {
    const image = evidenceImage({ 'home/dana/dotfiles/mcp.json': '{"mcpServers":{"a":{"command":"x"}}}' });
    mkdirSync(join(image.home, '.cursor'));
    symlinkSync('/home/dana/dotfiles/mcp.json', join(image.home, '.cursor/mcp.json'));
    const { document } = await mcp(image);
    expect(document.servers).toEqual([expect.objectContaining({ name: 'a', path: '.cursor/mcp.json' })]);
  });
});

function sparse(path: string): void {
  closeSync(openSync(path, 'w'));
  truncateSync(path, 100 * 1024 * 1024);
}

function yamlBomb(): string {
  const levels = Array.from(
    { length: 30 },
    (_, level) => `a${level + 1}: &a${level + 1} [*a${level}, *a${level}, *a${level}]`,
  );
  return ['a0: &a0 x', ...levels, 'extensions: *a30', ''].join('\n');
}
