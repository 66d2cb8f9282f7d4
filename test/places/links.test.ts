import { mkdirSync, renameSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lines, prompt, toolUse } from '../sessions/transcripts.ts';
import { evidenceImage, type Image } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';

const records = lines(prompt(0, 'go'), toolUse(1, 'toolu_1', { command: 'ls' }));
const projects = '.claude/projects';
const settings = '{"hooks":{"SessionStart":[{"hooks":[{"type":"command","command":"node x.mjs"}]}]}}';

function image(): Image {
  return evidenceImage({
    [`home/dana/${projects}/-home-dana-shop/s.jsonl`]: records,
    'home/dana/.claude/settings.json': settings,
    'home/dana/shop/.mcp.json': '{"mcpServers":{"shop":{"command":"/usr/bin/x"}}}',
  });
}

/** Moves a part of the home elsewhere in the image, and leaves a link as the image's own system would write it. */
function moved({ root, home }: Image, part: string, target: string): void {
  const place = join(root, target);
  mkdirSync(dirname(place), { recursive: true });
  renameSync(join(home, part), place);
  symlinkSync(target, join(home, part));
}

const ask = async (command: string, { root, home }: Image, ...more: string[]) => {
  const options = ['--root', root, '--home', home, '--format', 'json', ...more];
  const { code, stdout, stderr } = await runCli([command, ...options]);
  return { code, document: JSON.parse(stdout), stderr };
};

describe('an absolute link inside an image', () => {
  it.each([
    ['the folder of the agent', '.claude', '/home/dana/dotfiles/claude'],
    ['the folder of the agent, out of the home', '.claude', '/data/claude'],
    ['its folder of projects', projects, '/data/projects'],
    ['the folder of one project', `${projects}/-home-dana-shop`, '/data/shop-sessions'],
    ['a transcript', `${projects}/-home-dana-shop/s.jsonl`, '/data/s.jsonl'],
  ])('as %s is followed', async (_name, part, target) => {
    const evidence = image();
    moved(evidence, part, target);
    const { document, stderr } = await ask('sessions', evidence);
    expect(document.sessions).toMatchObject([{ toolCalls: 1 }]);
    expect(document.artifacts).toHaveLength(1);
    expect(stderr).not.toMatch(/link|deleted after/);
    const report = await ask('report', evidence, '--output', '-');
    expect(report.document.artifacts).toMatchObject([{ sha256: expect.any(String) }]);
  });

  it('as the folder of the agent leads to its settings, once', async () => {
    const evidence = image();
    moved(evidence, '.claude', '/home/dana/dotfiles/claude');
    const { document } = await ask('posture', evidence);
    expect(document.items).toMatchObject([{ kind: 'hook', path: 'dotfiles/claude/settings.json' }]);
  });

  it('as a project folder leads to its servers', async () => {
    const evidence = image();
    moved(evidence, 'shop', '/srv/shop');
    const { document } = await ask('mcp', evidence);
    expect(document.servers).toMatchObject([{ name: 'shop', project: '/home/dana/shop' }]);
  });

  it('as a profile leads to what it sets', async () => {
    const evidence = image();
    evidence.write('home/dana/.zshrc', 'alias c="claude --dangerously-skip-permissions"\n');
    moved(evidence, '.zshrc', '/home/dana/dotfiles/zshrc');
    const options = ['--root', evidence.root, '--home', evidence.home, '--format', 'ndjson'];
    const { stdout } = await runCli(['scan', ...options], { cwd: evidenceImage({}).root });
    expect(JSON.parse(stdout)).toMatchObject({ path: '~/.zshrc', scope: 'shell-profile' });
  });

  it('as the folder of the agent is collected under its own name', async () => {
    const evidence = image();
    moved(evidence, '.claude', '/home/dana/dotfiles/claude');
    const bag = join(evidenceImage({}).root, 'bag');
    const collected = await ask('collect', evidence, bag);
    expect(collected.document.leftBehind).not.toContainEqual(
      expect.objectContaining({ path: '/home/dana/.claude' }),
    );
    const { stdout } = await runCli(['sessions', '--home', bag, '--format', 'json']);
    expect(JSON.parse(stdout).sessions).toMatchObject([{ toolCalls: 1 }]);
  });

  it('is followed in the copy of a home that says where it was', async () => {
    const evidence = image();
    const { home } = evidence;
    renameSync(join(home, '.claude'), join(home, 'claude'));
    symlinkSync('/home/dana/claude', join(home, '.claude'));
    const options = ['--home', home, '--map', `/home/dana=${home}`, '--format', 'json'];
    expect(JSON.parse((await runCli(['sessions', ...options])).stdout).sessions).toHaveLength(1);
  });
});

describe('a link that cannot be followed', () => {
  it.each([
    ['to what is not in the image', '/data/gone'],
    ['out of the image', '../../../../../../../../../../tmp'],
    ['to itself', '.claude'],
  ])('%s is named, and nothing is said of deletion', async (_name, target) => {
    const evidence = image();
    renameSync(join(evidence.home, '.claude'), join(evidence.root, 'elsewhere'));
    symlinkSync(target, join(evidence.home, '.claude'));
    const { code, document, stderr } = await ask('sessions', evidence);
    expect(code).toBe(3);
    expect(document.gaps).toContainEqual(
      expect.objectContaining({ evidence: { path: '.claude' }, reason: expect.stringContaining('link') }),
    );
    expect(stderr).not.toContain('deleted after');
  });

  it('never leads to the machine of whoever examines', async () => {
    const other = evidenceImage({ 'home/zoe/.claude/projects/p/zoe.jsonl': records }, 'home/zoe');
    const evidence = evidenceImage({ 'home/dana/.claude.json': '{}' });
    renameSync(join(evidence.home, '.claude'), join(evidence.root, 'elsewhere'));
    symlinkSync(join(other.home, '.claude'), join(evidence.home, '.claude'));
    for (const command of ['sessions', 'exposure', 'posture']) {
      const { document } = await ask(command, evidence);
      expect(JSON.stringify({ ...document, gaps: [] })).not.toContain('zoe');
    }
  });

  it('of a project to a folder above it is not walked', async () => {
    const evidence = image();
    symlinkSync('/', join(evidence.home, projects, 'all'));
    const { document } = await ask('sessions', evidence);
    expect(document.artifacts).toHaveLength(1);
    expect(document.gaps).toMatchObject([{ evidence: { path: `${projects}/all` } }]);
  });
});
