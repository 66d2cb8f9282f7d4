import { describe, expect, it } from 'vitest';
import { home, judge, project } from './judge.ts';

type Call = Parameters<typeof judge>[0];

/** Rule, what the public documents say it matches, and what not. https://code.claude.com/docs/en/permissions */
const commandRows: readonly (readonly [
  rule: string,
  matches: readonly string[],
  others: readonly string[],
])[] = [
  ['Bash', ['npm test', 'make all'], []],
  ['Bash(*)', ['npm test', 'make all'], []],
  ['Bash(npm run build)', ['npm run build'], ['npm run build --watch', 'npm run builder']],
  ['Bash(npm run *)', ['npm run build', 'npm run test --watch', 'npm run'], ['npm install']],
  ['Bash(npm run:*)', ['npm run build', 'npm run'], ['npm runner', 'npm install']],
  [
    'Bash(git log * main)',
    ['git log --oneline main', 'git log -5 main', 'git log --output=notes main'],
    ['git push origin main'],
  ],
  [
    'Bash(git * main)',
    ['git merge main', 'git push origin main', 'git -c core.fsmonitor=x diff main'],
    ['git gc'],
  ],
  ['Bash(* --version)', ['ruby --version', "bash -c 'echo hi' --version"], ['ruby -v']],
  ['Bash(lsx *)', ['lsx -la', 'lsx'], ['lsxof']],
  ['Bash(lsx*)', ['lsx -la', 'lsxof'], []],
  ['Bash(lsx:*)', ['lsx -la', 'lsx'], ['lsxof']],
  ['Bash(* --help *)', ['npm --help x'], ['npm --help']],
  ['Bash(git:* push)', [], ['git push', 'git origin push']],
  [
    'Bash(safe-cmd *)',
    ['safe-cmd a'],
    ['safe-cmd && other-cmd', 'safe-cmd; other-cmd', 'safe-cmd | other-cmd'],
  ],
  [
    'Bash(safe-cmd *)',
    [],
    ['safe-cmd & other-cmd', 'safe-cmd |& other-cmd', 'safe-cmd\nother-cmd', 'safe-cmd || other'],
  ],
  [
    'Bash(npm test *)',
    ['timeout 30 npm test', 'time npm test', 'nice -n 5 npm test', 'nohup npm test'],
    ['npx npm test'],
  ],
  [
    'Bash(npm test *)',
    ['stdbuf -oL npm test', 'command npm test', 'builtin npm test', 'noglob npm test'],
    [],
  ],
  [
    'Bash(npm test *)',
    ['NODE_ENV=test npm test', 'LANG=C NO_COLOR=1 npm test'],
    ['PATH=/tmp npm test', 'nocorrect npm test'],
  ],
  [
    'Bash(npm test *)',
    ['git status && npm test', 'npm  test  --watch'],
    ['sudo npm test', 'env X=1 npm test'],
  ],
  ['Bash(grepx *)', ['xargs grepx pattern'], ['xargs -n1 grepx pattern']],
  ['Bash(devbox run *)', ['devbox run rm -rf build'], ['devbox shell']],
  ['Bash(devbox run npm test)', ['devbox run npm test'], ['devbox run npm build']],
  ['Bash(watch *)', [], ['watch make', 'watch -n 5 make']],
  ['Bash(watch make)', ['watch make'], []],
  ['Bash(setsid *)', [], ['setsid make']],
  ['Bash(ionice *)', [], ['ionice -c 3 make']],
  ['Bash(flock *)', [], ['flock /tmp/lock make']],
  ['Bash(find *)', [], ['find . -name x -delete', 'find . -exec rm {} +', 'find . -execdir make \\;']],
  ['Bash(find . -name x -delete)', ['find . -name x -delete'], []],
  [
    'Bash(curl http://github.com/ *)',
    ['curl http://github.com/ x'],
    ['curl -X GET http://github.com/x', 'curl https://github.com/x', 'URL=http://github.com && curl $URL'],
  ],
  [
    'Bash(git commit *)',
    ["git commit -m 'a && b'"],
    ['git commit -m x > ../out.txt', 'git commit -m x > notes.txt'],
  ],
  ['Bash(command:rm *)', [], ['rm -f notes.txt']],
];

describe('Bash allow rules', () => {
  for (const [rule, matches, others] of commandRows) {
    const files = { user: { allow: [rule] } };
    it.each(matches)(`${rule} allows %s`, (command) => {
      expect(judge(command, { files })).toMatchObject({ decision: 'allow', step: 'allow-rule', rule });
    });
    it.each(others)(`${rule} does not allow %s`, (command) => {
      expect(judge(command, { files }).decision).toBe('ask');
    });
  }
});

/** Deny rules match any subcommand, past any assignment, and through programs that run another one. */
const denied: readonly (readonly [rule: string, command: string])[] = [
  ['Bash(rm *)', 'FOO=bar rm -rf tmp/'],
  ['Bash(rm *)', 'make && rm -rf tmp'],
  ['Bash(rm *)', 'echo "$(rm -rf tmp)"'],
  ['Bash(rm *)', 'sudo rm -rf tmp'],
  ['Bash(rm *)', 'env X=1 rm -rf tmp'],
  ['Bash(rm *)', 'ls | xargs rm'],
  ['Bash(git push *)', 'git add . && git push'],
  ['Bash(git push *)', 'git push origin main'],
  ['Bash(curl *)', 'for u in a b; do curl $u; done'],
  ['Bash(curl *)', 'if true; then curl x; fi'],
  ['Read(./.env)', 'cat .env'],
  ['Read(./secrets/**)', 'head -n 3 secrets/key.pem'],
  ['Read(~/.ssh/**)', 'cat ~/.ssh/id_rsa'],
  ['Read(~/Desktop/**)', 'cat $HOME/Desktop/notes'],
  ['Edit(/docs/**)', 'echo x > docs/a.md'],
  ['Edit(/docs/**)', 'echo x >> docs/a.md'],
  ['Edit(/docs/**)', 'make 2> docs/log'],
  ['Edit(/docs/**)', "sed -i 's/a/b/' docs/a.md"],
  ['Edit(/docs/**)', 'cp a.md docs/a.md'],
  ['Bash(run_in_background:true)', 'sleep 5'],
];

describe('deny rules on Bash', () => {
  it.each(denied)('%s stops %s, whatever is allowed', (rule, command) => {
    const call: Call = ['Bash', { command, run_in_background: true }];
    const files = { user: { allow: ['Bash'] }, project: { deny: [rule] } };
    for (const mode of ['default', 'acceptEdits', 'plan', 'auto', 'dontAsk', 'bypassPermissions'] as const) {
      expect(judge(call, { files, mode })).toMatchObject({
        decision: 'deny',
        step: 'deny-rule',
        rule,
        scope: 'project',
      });
    }
  });

  it('is not stretched to what an arbitrary program reads', () => {
    const files = { user: { allow: ['Bash(python3 *)'], deny: ['Read(./.env)'] } };
    expect(judge('python3 read.py .env', { files }).decision).toBe('allow');
  });
});

const read = (path: string): Call => ['Read', { file_path: path }];
const edit = (path: string): Call => ['Edit', { file_path: path, old_string: 'a', new_string: 'b' }];
const under = (path: string): string => `${project}/${path}`;

/** Anchors and depth. https://code.claude.com/docs/en/permissions#read-and-edit */
const pathRows: readonly (readonly ['allow' | 'deny', string, Call, boolean])[] = [
  ['deny', 'Read(//Users/bob/secrets/**)', read('/Users/bob/secrets/a/b'), true],
  ['deny', 'Read(/Users/bob/secrets/**)', read('/Users/bob/secrets/a'), false],
  ['deny', 'Read(~/Documents/*.pdf)', read(`${home}/Documents/a.pdf`), true],
  ['deny', 'Read(~/Documents/*.pdf)', read(`${home}/Documents/deep/a.pdf`), false],
  ['deny', 'Read(~/.zshrc)', read(`${home}/.zshrc`), true],
  ['deny', 'Edit(/src/**/*.ts)', edit(under('src/a/b.ts')), true],
  ['deny', 'Edit(/src/**/*.ts)', edit(under('src/b.ts')), true],
  ['deny', 'Edit(/src/**/*.ts)', edit(under('lib/src/b.ts')), false],
  ['deny', 'Read(*.env)', read(under('prod.env')), true],
  ['deny', 'Read(./.env)', read(under('.env')), true],
  ['deny', 'Read(.env)', read(under('deep/er/.env')), true],
  ['deny', 'Read(**/.env)', read(under('deep/er/.env')), true],
  ['deny', 'Read(.env)', read('/Users/alice/work/.env'), false],
  ['deny', 'Read(.env)', read('/Users/alice/work/other/.env'), false],
  ['deny', 'Read(//**/.env)', read('/srv/other/.env'), true],
  ['deny', 'Edit(/docs/**)', edit(under('docs/a.md')), true],
  ['deny', 'Edit(/docs/**)', edit('/docs/a.md'), false],
  ['deny', 'Edit(/docs/**)', edit(under('.claude/docs/a.md')), false],
  ['deny', 'Edit(//tmp/scratch.txt)', edit('/tmp/scratch.txt'), true],
  ['allow', 'Edit(src/**)', edit(under('src/app.ts')), true],
  ['allow', 'Edit(src/**)', edit(under('vendor/pkg/src/lib.js')), false],
  ['deny', 'Edit(src/**)', edit(under('src/app.ts')), true],
  ['deny', 'Edit(src/**)', edit(under('vendor/pkg/src/lib.js')), true],
  ['allow', 'Edit(/src/**)', edit(under('vendor/pkg/src/lib.js')), false],
  ['deny', 'Edit(/src/**)', edit(under('vendor/pkg/src/lib.js')), false],
  ['allow', 'Edit(**/src/**)', edit(under('vendor/pkg/src/lib.js')), true],
  ['deny', 'Edit(**/src/**)', edit(under('src/app.ts')), true],
  ['deny', 'Edit(src/components/**)', edit(under('src/components/a.ts')), true],
  ['deny', 'Edit(src/components/**)', edit(under('lib/src/components/a.ts')), false],
  ['deny', 'Read(secrets/**)', read(under('a/secrets/key')), true],
  ['deny', 'Read(secrets-*/config.json)', read(under('secrets-prod/config.json')), true],
  ['allow', 'Write(docs/**)', ['Write', { file_path: under('docs/a.md'), content: '' }], false],
  ['allow', 'NotebookEdit(docs/**)', ['NotebookEdit', { notebook_path: under('docs/a.ipynb') }], false],
  ['allow', 'MultiEdit(docs/**)', ['MultiEdit', { file_path: under('docs/a.md') }], false],
  ['deny', 'Write(docs/**)', ['Write', { file_path: under('docs/a.md'), content: '' }], false],
  ['deny', 'Write', ['Write', { file_path: under('docs/a.md'), content: '' }], true],
  ['allow', 'Edit(docs/**)', ['Write', { file_path: under('docs/a.md'), content: '' }], true],
  ['allow', 'Edit(docs/**)', ['NotebookEdit', { notebook_path: under('docs/a.ipynb') }], true],
  ['deny', 'Read(./secrets/**)', ['Grep', { pattern: 'x', path: under('secrets') }], true],
  ['deny', 'Read(./secrets/**)', ['Glob', { pattern: '*', path: under('secrets/deep') }], true],
  ['deny', 'Read(./.env)', edit(under('.env')), true],
  ['deny', 'Read(./.env)', ['Write', { file_path: under('.env'), content: '' }], true],
  ['deny', 'Read(docs/**)', ['NotebookEdit', { notebook_path: under('docs/a.ipynb') }], false],
  ['deny', 'Read(\\[2024\\] Reports/**)', read(under('[2024] Reports/a')), true],
  ['deny', 'Read([2024] Reports/**)', read(under('2 Reports/a')), true],
  ['deny', 'Read(?.txt)', read(under('a.txt')), true],
  ['deny', 'Read(?.txt)', read(under('ab.txt')), false],
];

describe('Read and Edit rules', () => {
  it.each(pathRows)('%s %s on %j: %s', (behavior, rule, call, expected) => {
    const { decision, step } = judge(call, { files: { project: { [behavior]: [rule] } } });
    expect(step === `${behavior}-rule` && decision === behavior).toBe(expected);
  });

  it.each([
    ['project', under('path/f')],
    ['local', under('path/f')],
    ['user', `${home}/.claude/path/f`],
    ['flag', '/Users/alice/policies/path/f'],
  ] as const)('anchors /path of %s settings at %s', (scope, path) => {
    expect(judge(read(path), { files: { [scope]: { deny: ['Read(/path/**)'] } } }).step).toBe('deny-rule');
  });

  it.each([
    ['Read(//c/**/.env)', 'C:\\Users\\alice\\x\\.env', true],
    ['Read(//c/**/.env)', 'D:\\x\\.env', false],
    ['Read(//**/.env)', 'D:\\x\\.ENV', true],
    ['Read(C:\\Users\\alice\\keys\\**)', 'C:\\Users\\alice\\keys\\a', true],
  ])('reads Windows paths in POSIX form: %s on %s', (rule, path, expected) => {
    const { step } = judge(read(path), { cwd: 'C:\\work\\app', files: { user: { deny: [rule] } } });
    expect(step === 'deny-rule').toBe(expected);
  });

  it('allows a link only where both ends are allowed, and denies it where one end is denied', () => {
    const links = { [under('project/key')]: `${home}/.ssh/id_rsa` };
    const files = { user: { allow: ['Read(./project/**)'], deny: ['Read(~/.ssh/**)'] } };
    expect(judge(read(under('project/key')), { files, links }).decision).toBe('deny');
    const outside = { [under('project/key')]: '/srv/other' };
    expect(judge(read(under('project/key')), { files, links: outside }).decision).toBe('ask');
  });

  it.each([
    ['2.1.207', edit(under('.env')), false],
    ['2.1.208', edit(under('.env')), true],
    ['2.1.227', ['Write', { file_path: under('.env'), content: '' }] as Call, false],
    ['2.1.228', ['Write', { file_path: under('.env'), content: '' }] as Call, true],
  ] as const)('stops edits under a Read deny rule from its version on: %s', (version, call, expected) => {
    expect(judge(call, { version, files: { user: { deny: ['Read(./.env)'] } } }).decision === 'deny').toBe(
      expected,
    );
  });
});

const fetchOf = (url: string): Call => ['WebFetch', { url, prompt: 'x' }];
const agent = (input: Record<string, unknown>): Call => ['Agent', input];

/** Rules of the other tools: the rule, the call, whether it falls under it. */
const otherRows: readonly (readonly ['allow' | 'deny', string, Call, boolean])[] = [
  ['allow', 'WebFetch', fetchOf('https://a.test/x'), true],
  ['deny', 'WebFetch', fetchOf('https://a.test/x'), true],
  ['allow', 'WebFetch(domain:example.com)', fetchOf('https://EXAMPLE.com./x'), true],
  ['allow', 'WebFetch(domain:example.com.)', fetchOf('https://example.com/x'), true],
  ['allow', 'WebFetch(domain:example.com)', fetchOf('https://api.example.com/x'), false],
  ['allow', 'WebFetch(domain:*.example.com)', fetchOf('https://a.b.example.com'), true],
  ['allow', 'WebFetch(domain:*.example.com)', fetchOf('https://example.com'), false],
  ['allow', 'WebFetch(domain:*)', fetchOf('https://a.test'), true],
  ['deny', 'WebFetch(domain:*)', fetchOf('https://a.test'), true],
  ['allow', 'WebFetch(domain:example.*)', fetchOf('https://example.org'), true],
  ['allow', 'WebFetch(domain:example.*)', fetchOf('https://example.evil.com'), false],
  ['allow', 'WebFetch(url:https://a.test/x)', fetchOf('https://a.test/x'), false],
  ['allow', 'WebSearch', ['WebSearch', { query: 'x' }], true],
  ['allow', 'mcp__puppeteer', ['mcp__puppeteer__puppeteer_navigate', {}], true],
  ['allow', 'mcp__puppeteer__*', ['mcp__puppeteer__puppeteer_navigate', {}], true],
  ['allow', 'mcp__puppeteer__puppeteer_navigate', ['mcp__puppeteer__puppeteer_navigate', {}], true],
  ['allow', 'mcp__puppeteer__puppeteer_navigate', ['mcp__puppeteer__click', {}], false],
  ['allow', 'mcp__pup', ['mcp__puppeteer__click', {}], false],
  ['allow', 'mcp__github__get_*', ['mcp__github__get_issue', {}], true],
  ['allow', 'mcp__github__get_*', ['mcp__github__create_issue', {}], false],
  ['allow', 'mcp__*', ['mcp__github__get_issue', {}], false],
  ['deny', 'mcp__*', ['mcp__github__get_issue', {}], true],
  ['allow', '*', ['WebSearch', { query: 'x' }], false],
  ['deny', '*', ['WebSearch', { query: 'x' }], true],
  ['allow', 'W*', ['WebSearch', { query: 'x' }], false],
  ['deny', 'Agent(Explore)', agent({ subagent_type: 'Explore', prompt: 'x' }), true],
  ['deny', 'Agent(Explore)', agent({ subagent_type: 'Plan', prompt: 'x' }), false],
  ['deny', 'Task(Explore)', agent({ subagent_type: 'Explore' }), true],
  ['deny', 'Agent(Explore)', ['Task', { subagent_type: 'Explore' }], true],
  ['deny', 'Agent(my-custom-agent)', agent({ subagent_type: 'my-custom-agent' }), true],
  ['deny', 'Agent(model:opus)', agent({ model: 'opus' }), true],
  ['deny', 'Agent(model:opus)', agent({ model: 'claude-opus-4' }), false],
  ['deny', 'Agent(model:*)', agent({ prompt: 'x' }), false],
  ['deny', 'Agent( isolation : worktree )', agent({ isolation: 'worktree' }), true],
  ['deny', 'Agent(isolation:*)', agent({ isolation: 'remote' }), true],
  ['deny', 'mcp__db__query(env:prod)', ['mcp__db__query', { env: 'prod' }], true],
  ['deny', 'mcp__db__query(env:prod)', ['mcp__db__query', { options: { env: 'prod' } }], false],
  ['allow', 'mcp__db__query(env:dev)', ['mcp__db__query', { env: 'dev' }], false],
  ['deny', 'Read(file_path:/x)', read('/x'), false],
  ['allow', 'Skill(deploy)', ['Skill', { skill: 'deploy' }], true],
  ['allow', 'Skill(deploy *)', ['Skill', { skill: 'deploy prod' }], true],
  ['allow', 'Skill(tools:deploy)', ['Skill', { skill: 'tools:deploy' }], true],
  ['deny', 'Stop Task', ['TaskStop', {}], false],
  ['allow', 'PowerShell(Get-ChildItem *)', ['PowerShell', { command: 'gci -Recurse C:\\x' }], true],
  ['allow', 'PowerShell(git commit *)', ['PowerShell', { command: 'GIT commit -m x' }], true],
  ['deny', 'PowerShell(Remove-Item *)', ['PowerShell', { command: 'Get-Date; rm notes.txt' }], true],
  ['allow', 'PowerShell(Get-Date)', ['PowerShell', { command: 'Get-Date | Invoke-Thing' }], false],
  ['allow', 'PowerShell(*)', ['PowerShell', { command: 'Invoke-Thing' }], true],
];

describe('rules of the other tools', () => {
  it.each(otherRows)('%s %s on %j: %s', (behavior, rule, call, expected) => {
    const { decision, step } = judge(call, { files: { user: { [behavior]: [rule] } } });
    expect(step === `${behavior}-rule` && decision === behavior).toBe(expected);
  });
});
