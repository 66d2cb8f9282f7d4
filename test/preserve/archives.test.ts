import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'archives-'));
const home = join(folder, 'home/kim');
const evidence = ['--home', home, '--root', join(folder, 'home')];
const keyFile = join(folder, 'key.txt');
const out = join(folder, 'out');
const packed = join(out, 'bag.tar.gz');
const encrypted = join(out, 'secret.tar.gz.age');

beforeAll(async () => {
  mkdirSync(join(home, '.claude/projects/-p'), { recursive: true });
  mkdirSync(out);
  writeFileSync(join(home, '.bashrc'), 'alias c=claude\n');
  writeFileSync(join(home, '.claude/projects/-p/a.jsonl'), '{"type":"user"}\n');
  const identity = await generateIdentity();
  writeFileSync(keyFile, `# public key: none\n${identity}\n`);
  await runCli(['collect', join(out, 'bag'), '--archive', ...evidence]);
  const recipient = await identityToRecipient(identity);
  await runCli(['collect', join(out, 'secret'), '--recipient', recipient, ...evidence]);
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function problemsOf(path: string, ...args: readonly string[]): Promise<string[]> {
  const { stdout } = await runCli(['verify', path, '--format', 'json', ...args]);
  const { problems } = JSON.parse(stdout) as { problems: Record<string, string>[] };
  return problems.map(({ kind, path: at, reason }) => `${kind} ${at}: ${reason}`);
}

describe('an archive', () => {
  it('stands alone, and tar unpacks it to a whole bag', async () => {
    expect(readdirSync(out).sort()).toEqual(['bag.tar.gz', 'secret.tar.gz.age']);
    const unpacked = mkdtempSync(join(folder, 'unpacked-'));
    execFileSync('tar', ['-xzf', packed], { cwd: unpacked });
    expect(await problemsOf(join(unpacked, 'bag'))).toEqual([]);
  });

  it('is verified without being unpacked, as .tar.gz and as .tar', async () => {
    const plain = join(folder, 'plain.tar');
    writeFileSync(plain, execFileSync('gunzip', ['-c', packed]));
    const before = readdirSync(folder);
    expect([await problemsOf(packed), await problemsOf(plain)]).toEqual([[], []]);
    expect(readdirSync(folder)).toEqual(before);
  });

  it('has the seal of its bag', async () => {
    const unpacked = mkdtempSync(join(folder, 'unpacked-'));
    execFileSync('tar', ['-xzf', packed], { cwd: unpacked });
    const sealOf = async (path: string) =>
      JSON.parse((await runCli(['verify', path, '--format', 'json'])).stdout).seal;
    expect(await sealOf(packed)).toBe(await sealOf(join(unpacked, 'bag')));
  });

  it('that is encrypted is verified with its key, and with no other', async () => {
    expect(await problemsOf(encrypted, '--identity', keyFile)).toEqual([]);
    const other = join(folder, 'other.txt');
    writeFileSync(other, await generateIdentity());
    const noKey = join(folder, 'no-key.txt');
    writeFileSync(noKey, 'AGE-SECRET-KEY-1X');
    for (const [args, message] of [
      [[], 'an encrypted archive'],
      [['--identity', other], 'cannot decrypt'],
      [['--identity', noKey], 'no secret key of age'],
      [['--identity', join(folder, 'absent')], 'cannot read'],
    ] as const) {
      const { code, stderr } = await runCli(['verify', encrypted, ...args]);
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) });
      expect(stderr).not.toContain('AGE-SECRET-KEY');
    }
  });

  it('is gone on with after a kill while it was packed, and replaces none', async () => {
    const target = join(folder, 'again/bag');
    const work = `${target}.partial`;
    mkdirSync(join(folder, 'again'));
    // A link to nowhere in the place of the archive's unfinished name stops the packing where a kill would.
    symlinkSync('/nonexistent/file', `${target}.tar.gz.part`);
    const stopped = await runCli(['collect', target, '--archive', ...evidence]);
    expect(stopped).toMatchObject({ code: 2, stderr: expect.stringContaining('goes on from there') });
    expect(readdirSync(join(folder, 'again'))).toContain('bag.partial');
    const { stdout } = await runCli(['collect', target, '--archive', '--format', 'json', ...evidence]);
    expect(JSON.parse(stdout)).toMatchObject({ path: `${target}.tar.gz`, resumedFiles: 2 });
    expect(existsSync(work)).toBe(false);
    expect(await problemsOf(`${target}.tar.gz`)).toEqual([]);
    expect(await runCli(['collect', target, '--archive', ...evidence])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('already there'),
    });
  });

  it('is refused before anything is read where the public key is none', async () => {
    const { code, stderr } = await runCli(['collect', join(out, 'x'), '--recipient', 'age1x', ...evidence]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('no public key') });
  });
});

describe('a damaged archive', () => {
  /** Gets an unpacked bag, and returns what tar is to pack. */
  const damages: Readonly<Record<string, readonly [damage: (bag: string) => string[], names: RegExp]>> = {
    'a flipped byte': [
      (bag) => {
        writeFileSync(join(bag, 'data/root/kim/.bashrc'), 'alias c=claudf\n');
        return ['bag'];
      },
      /changed.*\.bashrc/,
    ],
    'a removed file': [
      (bag) => {
        rmSync(join(bag, 'data/root/kim/.bashrc'));
        return ['bag'];
      },
      /missing.*\.bashrc/,
    ],
    'an added file': [
      (bag) => {
        writeFileSync(join(bag, 'data/added'), '');
        return ['bag'];
      },
      /unlisted data\/added/,
    ],
    'a changed manifest': [
      (bag) => {
        appendFileSync(join(bag, 'manifest-sha256.txt'), `${'0'.repeat(64)}  data/x\n`);
        return ['bag'];
      },
      /changed manifest-sha256.txt/,
    ],
    'an edited custody line': [
      (bag) => {
        const log = join(bag, 'custody.ndjson');
        writeFileSync(log, readFileSync(log, 'utf8').replace('"sequence":2', '"sequence":2,"x":1'));
        return ['bag'];
      },
      /custody.*line 2 was changed/,
    ],
    'a file that grew beyond what the bag says it holds': [
      (bag) => {
        truncateSync(join(bag, 'data/root/kim/.bashrc'), 32 * 1024 * 1024);
        return ['bag/bagit.txt', 'bag/bag-info.txt', 'bag/data'];
      },
      /holds more than bag-info.txt says/,
    ],
    'a link': [
      (bag) => {
        symlinkSync('/etc/passwd', join(bag, 'data/link'));
        return ['bag'];
      },
      /form bag\/data\/link: is a SymbolicLink/,
    ],
    'a path that climbs': [
      (bag) => {
        writeFileSync(join(bag, '../../climbing'), '');
        return ['bag', '-P', '../climbing'];
      },
      /names a path outside/,
    ],
    'a file that stands in it twice': [
      () => ['bag', '--hard-dereference', 'bag/bagit.txt'],
      /stands in the archive twice/,
    ],
    'a file beside the bag': [
      (bag) => {
        writeFileSync(join(bag, '../beside'), '');
        return ['bag', 'beside'];
      },
      /lies beside the bag/,
    ],
  };

  it.each(Object.entries(damages))('with %s is named', async (_, [damage, names]) => {
    const work = mkdtempSync(join(folder, 'damaged-'));
    mkdirSync(join(work, 'inner'));
    execFileSync('tar', ['-xzf', packed], { cwd: join(work, 'inner') });
    const members = damage(join(work, 'inner/bag'));
    execFileSync('tar', ['-czf', join(work, 'damaged.tar.gz'), ...members], {
      cwd: join(work, 'inner'),
      stdio: 'ignore',
    });
    expect(await problemsOf(join(work, 'damaged.tar.gz'))).toContainEqual(expect.stringMatching(names));
  });

  it('that was cut off is named', async () => {
    const cut = join(folder, 'cut.tar.gz');
    writeFileSync(cut, readFileSync(packed));
    truncateSync(cut, readFileSync(packed).length - 400);
    expect(await problemsOf(cut)).toContainEqual(expect.stringMatching(/is damaged|ends early/));
  });

  it('of which a byte of the compressed stream was flipped is named', async () => {
    const bytes = readFileSync(packed);
    bytes[bytes.length - 300] = (bytes[bytes.length - 300] ?? 0) ^ 0xff;
    const flipped = join(folder, 'flipped.tar.gz');
    writeFileSync(flipped, bytes);
    const { code, stdout, stderr } = await runCli(['verify', flipped]);
    expect({ code, said: stdout + stderr }).toEqual({
      code: expect.toBeOneOf([1, 2]),
      said: expect.stringMatching(/is damaged|ends early/),
    });
  });

  it.each([
    ['that is a bomb', gzipSync(Buffer.alloc(64 * 1024 * 1024))],
    ['that is no archive', Buffer.from('not an archive')],
    ['that is empty', Buffer.alloc(0)],
    ['that is a ZIP', Buffer.from('PK\u0003\u0004')],
  ])('%s is no bag', async (_, bytes) => {
    const file = join(folder, 'none');
    writeFileSync(file, bytes);
    expect((await runCli(['verify', file])).code).toBe(2);
  });

  it('does not stand in the place of a home', async () => {
    const { code, stderr } = await runCli(['report', '--home', packed, '--output', '-']);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('unpack') });
    expect(existsSync(join(folder, 'report.md'))).toBe(false);
  });
});
