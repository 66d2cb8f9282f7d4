import { describe, expect, it } from 'vitest';
import { detectorFactory } from '../../src/detect/detector.ts';
import { loadQueries } from '../../src/detect/load-queries.ts';
import { type Example, findingsOf } from '../support/query-example.ts';

const detectors = detectorFactory(await loadQueries([]));
const shown = ['secret_printed', 'secret_written_to_project', 'secret_written_then_pushed'];

function found(...session: Example[]): string[] {
  return findingsOf(detectors, { session }).flatMap(({ queryId }) =>
    shown.includes(queryId) ? [queryId] : [],
  );
}

// Put together when the tests run, so that scanners of this repository stay quiet.
const token = ['gh', `p_${'q7Lr2vXn9TzKc4Wb8HsY'.repeat(2)}`].join('');
const model = ['sk', '-proj-', 'Zt4Qw8Er2Ty6Ui0Op3As7Df1Gh5Jk9'].join('');
const pem = [
  '-----BEGIN PRIVATE',
  ` KEY-----\n${'Qx7vB2nM9kL4pT8w'.repeat(20)}\n-----END PRIVATE`,
  ' KEY-----',
].join('');
const claims = (role: string, iss: string) =>
  [
    'eyJhbGciOiJIUzI1NiJ9',
    Buffer.from(JSON.stringify({ role, iss })).toString('base64url'),
    'q7Lr2vXn9TzKc4Wb8HsYd1',
  ].join('.');

const bash = (command: string, result: string): Example => ({ tool: 'Bash', input: { command }, result });
const read = (file_path: string, result: string): Example => ({ tool: 'Read', input: { file_path }, result });
const write = (file_path: string, content: string): Example => ({
  tool: 'Write',
  input: { file_path, content },
});

describe('a secret that a result shows', () => {
  it.each<readonly [string, Example]>([
    ['a variable', bash('echo $MODEL_API_KEY', model)],
    ['a profile', bash('grep MODEL ~/.zshrc', `export MODEL_API_KEY=${model}`)],
    ['settings of an agent', read('/home/dana/.claude/settings.json', `{"env":{"GITHUB_TOKEN":"${token}"}}`)],
    ['a page of the project', read('/home/dana/app/docs/config.md', `token: ${token}`)],
    [
      'a key that passes every rule',
      bash('cat deploy.js', `const k = "${claims('service_role', 'supabase')}"`),
    ],
  ])('%s', (_, call) => {
    expect(found(call)).toEqual(['secret_printed']);
  });

  it('leaves private keys to the query of their own', () => {
    expect(found(bash('node dump.js', pem))).toEqual([]);
  });

  it('is one finding of a session', () => {
    const again = read('/home/dana/app/docs/config.md', `token: ${token}`);
    expect(found(again, again, bash('cat docs/config.md', token))).toEqual(['secret_printed']);
  });
});

describe('no secret, or one that another query speaks of', () => {
  it.each<readonly [string, Example]>([
    ['a mask', bash('echo $MODEL_API_KEY', 'sk-proj-********************')],
    ['filler', read('/home/dana/app/README.md', `token: ghp_${'x'.repeat(36)}`)],
    ['a test', read('/home/dana/app/test/token.test.ts', `const t = "${token}"`)],
    [
      'a key that names itself one of a test',
      read('/home/dana/app/a.md', 'sk_test_4eC39HqLyjWDarjtT1zdp7dc'),
    ],
    ['a key that is made to be public', bash('cat web.js', claims('anon', 'supabase'))],
    ['a key of a demonstration', bash('cat local.env.js', claims('service_role', 'supabase-demo'))],
    ['a header of a key', bash('grep -rn BEGIN src', '-----BEGIN PRIVATE KEY-----')],
    ['an environment file', bash('cat .env', `GITHUB_TOKEN=${token}`)],
    ['a call that was refused', { ...(bash('cat a.md', token) as object), outcome: 'denied' }],
    ['the name alone', bash('echo "set MODEL_API_KEY first"', 'set MODEL_API_KEY first')],
  ])('%s', (_, call) => {
    expect(found(call)).toEqual([]);
  });

  it('what the agent wrote itself', () => {
    const path = '/home/dana/app/test/fixture.json';
    expect(found(write(path, `{"t":"${token}"}`), bash('node run.js', token))).toEqual([]);
  });
});

describe('a secret in a file of the project', () => {
  const code = write('/home/dana/app/deploy.py', `KEY = "${model}"`);
  const commit = bash('git add . && git commit -m deploy', '1 file changed');

  it('is told, and again where it was pushed', () => {
    expect(found(code, commit)).toEqual(['secret_written_to_project']);
    expect(found(code, commit, bash('git push', 'main -> main')).sort()).toEqual([
      'secret_written_then_pushed',
      'secret_written_to_project',
    ]);
  });

  it.each<readonly [string, Example]>([
    ['an environment file that git leaves out', write('/home/dana/app/.env', `KEY=${model}`)],
    ['a template', write('/home/dana/app/.env.example', `KEY=${model}`)],
    ['a test', write('/home/dana/app/tests/keys.py', `KEY = "${model}"`)],
    ['a variable', write('/home/dana/app/deploy.py', 'KEY = os.environ["MODEL_API_KEY"]')],
  ])('%s', (_, call) => {
    expect(found(call)).toEqual([]);
  });
});

describe('a store of credentials that is shown', () => {
  const place = '/home/dana/.docker/config.json';
  const asRead = (text: string) =>
    text
      .split('\n')
      .map((line, index) => `${index + 1}\u2192${line}`)
      .join('\n');
  const judged = (call: Example) =>
    findingsOf(detectors, { session: [call] }).some(({ queryId }) => queryId === 'read_credential_store');
  const helper = '{\n  "auths": { "https://index.docker.io/v1/": {} },\n  "credsStore": "desktop"\n}';
  const login = Buffer.from('dana:s3crbtpq').toString('base64');

  it.each<readonly [string, Example]>([
    ['names only the program that keeps them', bash(`cat ${place}`, helper)],
    ['on one line', bash(`cat ${place}`, '{"credsStore":"osxkeychain","currentContext":"colima"}')],
    ['with numbered lines', read(place, asRead(helper))],
  ])('holds none: %s', (_, call) => {
    expect(judged(call)).toBe(false);
  });

  it.each<readonly [string, Example]>([
    ['a login', bash(`cat ${place}`, `{"auths":{"registry.example":{"auth":"${login}"}}}`)],
    ['a short password', bash(`cat ${place}`, '{"password": "hunter2x"}')],
    ['numbered', read(place, asRead(`{\n "auths": {\n  "r.example": { "auth": "${login}" }\n }\n}`))],
    ['nothing that was shown', bash(`cp ${place} /srv/x`, '')],
  ])('holds some: %s', (_, call) => {
    expect(judged(call)).toBe(true);
  });
});
