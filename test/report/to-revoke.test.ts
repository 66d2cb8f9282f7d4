import { describe, expect, it } from 'vitest';
import type { CaseReport } from '../../src/assess/case-report.ts';
import { homeWith, lines, prompt, toolResult, toolUse } from '../sessions/transcripts.ts';
import { runCli } from '../support/run-cli.ts';

const random = 'q7Rt2Lm9Xw4Zk8Vb1Nc6Hs3Jd5Fg0PyTuAe';
const token = (prefix: string, rest = random) => [prefix, rest].join('');
const picture = `iVBORw0KGgo${'AbCd1234+/9z'.repeat(30)}/${token('EAA', 'CEdEose0cBAx7Rt2Lm9Xw4Zk8Vb1Nc6Hs3Jd5Fg0PyTu')}`;

async function kindsToRevoke(text: string): Promise<readonly string[]> {
  const home = homeWith({
    'projects/-home-dana-shop/session.jsonl': lines(
      prompt(1, 'look at the notes'),
      toolUse(2, 'toolu_1', { command: 'cat NOTES.md' }),
      toolResult(3, 'toolu_1', text),
    ),
  });
  const { stdout } = await runCli(['report', '--home', home, '--format', 'json', '--output', '-']);
  return (JSON.parse(stdout) as CaseReport).rotations.map(({ kind }) => kind);
}

describe('the list of what to revoke', () => {
  it.each([
    [
      'a key of an issuer',
      `GITHUB_TOKEN=${token('ghp_', 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8')}`,
      'github-token',
    ],
    ['a password in an address', `postgres://shop:${random.slice(0, 12)}@db.shop.net/orders`, 'url-password'],
    [
      'a password of a .netrc',
      `machine api.shop.net login dana password ${random.slice(0, 14)}`,
      'netrc-password',
    ],
  ])('has %s', async (_name, text, kind) => {
    expect(await kindsToRevoke(text)).toContain(kind);
  });

  it.each([
    ['a key that a document shows', `ANTHROPIC_API_KEY=${token('sk-ant-api03-', 'your-key-here')}`],
    ['an address that a document shows', 'DATABASE_URL=postgresql://user:pass@host/db'],
    [
      'the password of a database of this machine',
      `postgres://shop:${random.slice(0, 12)}@localhost:5432/orders`,
    ],
    ['a password of a demonstration', 'login with "password": "demo_pass_123"'],
    ['prose', 'The login and password reset pages are done.'],
    ['a picture', `<img src="data:image/png;base64,${picture}">`],
  ])('has no %s', async (_name, text) => {
    expect(await kindsToRevoke(text)).toEqual([]);
  });
});
