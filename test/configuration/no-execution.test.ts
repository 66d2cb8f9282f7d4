import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';

const programs = [
  'node',
  'npx',
  'uvx',
  'docker',
  'git',
  'sh',
  'bash',
  'python3',
  'which',
  'claude',
  'helper',
  'ssh',
  'gh',
];

describe('nothing in the evidence is run', () => {
  it('neither servers nor hooks, helpers, git settings or programs of the path', async () => {
    const image = evidenceImage({ 'home/dana/shop/.git/HEAD': 'ref: refs/heads/main\n' });
    const sprung = join(image.root, 'sprung');
    const trap = `touch ${sprung}`;
    const bin = join(image.home, '.local/bin');
    mkdirSync(bin, { recursive: true });
    for (const program of programs) {
      writeFileSync(join(bin, program), `#!/bin/sh\n${trap}\n`);
      chmodSync(join(bin, program), 0o755);
    }
    const servers = Object.fromEntries(
      programs.map((command) => [command, { command, args: ['--version'] }]),
    );
    const shell = { command: 'sh', args: ['-c', trap], headersHelper: trap, env: { BASH_ENV: sprung } };
    image.write(
      'home/dana/.claude.json',
      JSON.stringify({ mcpServers: { ...servers, shell, file: { command: join(bin, 'helper') } } }),
    );
    image.write(
      'home/dana/.claude/settings.json',
      JSON.stringify({
        apiKeyHelper: trap,
        statusLine: { type: 'command', command: trap },
        hooks: { SessionStart: [{ hooks: [{ type: 'command', command: trap }] }] },
      }),
    );
    image.write(
      'home/dana/shop/.git/config',
      `[core]\n\tfsmonitor = ${trap}\n\tsshCommand = ${trap}\n[alias]\n\tx = !${trap}\n`,
    );
    image.write('home/dana/shop/.envrc', `${trap}\n`);
    image.write('home/dana/.bashrc', `${trap}\n`);
    for (const command of ['mcp', 'posture', 'exposure']) {
      const given = [command, '--home', image.home, '--root', image.root, '--repo', join(image.home, 'shop')];
      const { code, stdout } = await runCli(given, { env: { PATH: bin } });
      expect([command, code]).toEqual([command, 0]);
      if (command !== 'exposure') expect(stdout).toContain('touch');
    }
    expect(existsSync(sprung)).toBe(false);
  });
});
