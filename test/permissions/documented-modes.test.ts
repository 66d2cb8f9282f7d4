import { describe, expect, it } from 'vitest';
import { judgedModes } from '../../src/permissions/permission-call.ts';
import { home, judge, project } from './judge.ts';

type Call = Parameters<typeof judge>[0];
const under = (path: string): string => `${project}/${path}`;
const read = (path: string): Call => ['Read', { file_path: path }];
const write = (path: string): Call => ['Write', { file_path: path, content: 'x' }];

/** default, acceptEdits, plan, auto, dontAsk, bypassPermissions. https://code.claude.com/docs/en/permission-modes */
const matrix: readonly (readonly [name: string, call: Call, rules: object, decisions: string])[] = [
  ['a file read in the project', read(under('a.ts')), {}, 'allow allow allow allow allow allow'],
  ['a file read outside', read('/srv/a.ts'), {}, 'ask ask ask allow deny allow'],
  ['a search', ['Grep', { pattern: 'x' }], {}, 'allow allow allow allow allow allow'],
  ['an edit in the project', write(under('a.ts')), {}, 'ask allow deny allow deny allow'],
  ['an edit outside', write('/srv/a.ts'), {}, 'ask ask deny allow deny allow'],
  ['a read-only command', 'ls -la', {}, 'allow allow allow allow allow allow'],
  ['a file command', 'mkdir out', {}, 'ask allow ask allow deny allow'],
  ['another command', 'make', {}, 'ask ask ask allow deny allow'],
  ['a fetch', ['WebFetch', { url: 'https://a.test' }], {}, 'ask ask ask allow deny allow'],
  ['a search of the web', ['WebSearch', { query: 'x' }], {}, 'ask ask ask allow deny allow'],
  ['a tool of a server', ['mcp__db__query', {}], {}, 'ask ask ask allow deny allow'],
  ['a subagent', ['Agent', { subagent_type: 'Explore' }], {}, 'allow allow allow allow allow allow'],
  ['a question', ['AskUserQuestion', { questions: [] }], {}, 'ask ask ask ask deny ask'],
  ['a denied command', 'make', { deny: ['Bash(make *)'] }, 'deny deny deny deny deny deny'],
  ['an asked command', 'make', { ask: ['Bash(make *)'] }, 'ask ask ask ask deny ask'],
  ['an allowed command', 'make', { allow: ['Bash(make *)'] }, 'allow allow allow allow allow allow'],
  [
    'asked and allowed',
    'make all',
    { ask: ['Bash(make *)'], allow: ['Bash(make all)'] },
    'ask ask ask ask deny ask',
  ],
  [
    'denied and allowed',
    'aws s3 ls',
    { deny: ['Bash(aws *)'], allow: ['Bash(aws s3 ls)'] },
    'deny deny deny deny deny deny',
  ],
  ['a protected path', write(under('.git/config')), {}, 'ask ask ask allow deny allow'],
  [
    'an allowed protected path',
    write(under('.claude/x')),
    { allow: ['Edit(.claude/**)'] },
    'ask ask ask allow deny allow',
  ],
  ['a protected file', write(under('deep/.npmrc')), { allow: ['Edit'] }, 'ask ask ask allow deny allow'],
  ['a worktree of its own', write(under('.claude/worktrees/a/x.ts')), {}, 'ask allow deny allow deny allow'],
  ['a redirection to a protected file', 'echo x > .bashrc', {}, 'ask ask ask allow deny allow'],
  ['a critical path', 'rm -rf ~', { allow: ['Bash'] }, 'ask ask ask deny deny ask'],
  ['a denied critical path', 'rm -rf /', { deny: ['Bash(rm *)'] }, 'deny deny deny deny deny deny'],
  [
    'Remove-Item on a wildcard',
    ['PowerShell', { command: 'Remove-Item -Recurse build\\*' }],
    { allow: ['PowerShell'] },
    'deny deny deny deny deny deny',
  ],
  [
    'Remove-Item on a system path',
    ['PowerShell', { command: 'rm C:\\Windows' }],
    {},
    'deny deny deny deny deny deny',
  ],
];

describe('the outcome in every mode', () => {
  it.each(matrix)('%s', (_, call, rules, decisions) => {
    const found = judgedModes.map((mode) => judge(call, { mode, files: { user: { ...rules } } }).decision);
    expect(found.join(' ')).toBe(decisions);
  });
});

describe('critical paths', () => {
  const critical = `rm -rf /|rm -rf /usr|rm -rf /etc/|rm -rf /data|rm -rf ~|rm -rf $HOME|rm -rf ${home}|rm -rf .|rm -rf ..|
    rm -rf ./*|rm -rf ${project}|rm -rf /Users/alice/work|rm -rf "$DIR"/*|rm -rf $DIR/|rm -rf /*|rmdir /opt|sudo rm -rf /var|
    echo "$(rm -rf ~)"|cat <(rm -rf /usr)|make; rm -rf /|timeout 5 rm -rf /home|rm -rf /Users/alice/shared/*|rm -rf /Users/alice/shared`;
  const harmless =
    'rm -rf ./src|rm -rf build|find . -delete|git clean -fdx|rm -rf /tmp/x|rm -rf /usr/local/x|rm -rf "$DIR"|echo rm -rf /|truncate -s 0 x'.split(
      '|',
    );
  const files = { user: { additionalDirectories: ['/Users/alice/shared/notes'] } };

  it.each(critical.split('|').map((line) => line.trim()))('%s', (line) => {
    const expected = line !== 'rm -rf /Users/alice/shared';
    const { step } = judge(line, { mode: 'bypassPermissions', files });
    expect(step === 'critical-path').toBe(expected);
  });

  it.each(harmless)('not: %s', (line) => {
    expect(judge(line, { mode: 'bypassPermissions', files }).step).toBe('bypass-mode');
  });

  it('takes an additional folder itself for no critical path, only a glob under it', () => {
    const outer = { user: { additionalDirectories: ['/srv/data/notes'] } };
    const step = (line: string) => judge(line, { mode: 'bypassPermissions', files: outer }).step;
    expect([step('rm -rf /srv/data/notes'), step('rm -rf /srv/data/notes/*')]).toEqual([
      'bypass-mode',
      'critical-path',
    ]);
  });

  it.each([
    ['C:\\', true],
    ['C:\\Windows', true],
    ['/c/Users', true],
    ['C:\\Users\\alice\\x\\y', false],
  ])('Windows: %s', (target, expected) => {
    const { step } = judge(`rm -rf '${target}'`, { mode: 'bypassPermissions', cwd: 'C:\\work\\app' });
    expect(step === 'critical-path').toBe(expected);
  });

  it('looks into substitutions from 2.1.208 on', () => {
    const step = (version: string) => judge('echo $(rm -rf ~)', { mode: 'bypassPermissions', version }).step;
    expect([step('2.1.207'), step('2.1.208')]).toEqual(['bypass-mode', 'critical-path']);
  });
});

describe('protected paths by version', () => {
  it.each([
    ['2.1.77', '.git/config', 'allow'],
    ['2.1.78', '.git/config', 'ask'],
    ['2.1.125', '.git/config', 'ask'],
    ['2.1.126', '.git/config', 'allow'],
    ['2.1.120', '.claude/skills/a/SKILL.md', 'ask'],
    ['2.1.121', '.claude/skills/a/SKILL.md', 'allow'],
  ])('bypass mode of %s on %s: %s', (version, path, expected) => {
    expect(judge(write(under(path)), { mode: 'bypassPermissions', version }).decision).toBe(expected);
  });

  it.each([
    ['2.1.89', '.husky/pre-commit', 'allow'],
    ['2.1.90', '.husky/pre-commit', 'ask'],
    ['2.1.159', '.npmrc', 'allow'],
    ['2.1.160', '.npmrc', 'ask'],
  ])('acceptEdits of %s on %s: %s', (version, path, expected) => {
    expect(judge(write(under(path)), { mode: 'acceptEdits', version }).decision).toBe(expected);
  });

  it.each(
    `.git/x .config/git/x .vscode/x .idea/x .husky/x .cargo/x .devcontainer/x .yarn/x .mvn/x .claude/x .gitconfig .gitmodules
    .bashrc .bash_profile .bash_login .bash_aliases .bash_logout .zshrc .zprofile .zshenv .zlogin .zlogout .profile .envrc .npmrc
    .yarnrc .yarnrc.yml .pnp.cjs .pnp.loader.mjs .pnpmfile.cjs bunfig.toml .bunfig.toml .bazelrc .bazelversion .bazeliskrc
    .pre-commit-config.yaml lefthook.yml lefthook.yaml .lefthook.yml .lefthook.yaml gradle-wrapper.properties
    maven-wrapper.properties .devcontainer.json .ripgreprc pyrightconfig.json .mcp.json .claude.json`.split(
      /\s+/,
    ),
  )('%s prompts in acceptEdits', (path) => {
    expect(judge(write(under(path)), { mode: 'acceptEdits' }).step).toBe('protected-path');
  });

  it('lets a planning session write only its plan, unless bypass mode is available', () => {
    const plan = (path: string, bypassAvailable = false) =>
      judge(write(path), { mode: 'plan', bypassAvailable }).decision;
    expect(plan(`${home}/.claude/plans/a.md`)).toBe('allow');
    expect(plan(under('a.ts'))).toBe('deny');
    expect(plan(under('a.ts'), true)).toBe('allow');
    expect(plan(under('.git/config'), true)).toBe('allow');
  });
});

describe('read-only commands', () => {
  const free = `ls|cat a.txt|echo hi|pwd|head -n 3 a|tail -20 a|grep -rn x src|find . -name '*.ts'|wc -l a|which node|diff a b|
    stat a|du -sh .|cd src|git status|git log --oneline -5|git diff HEAD~1|git show HEAD|git branch -a|ls *.ts|wc -l src/*.py|
    cd packages/api && ls|ls | head -5|cat a | grep x | wc -l|cd app; grep -r pattern . 2>/dev/null|cd . && git status|
    LANG=C ls|timeout 5 ls|echo $HOME|ls 2>&1`;
  it.each(
    free
      .split('|\n')
      .join('|')
      .split(/(?<! )\|(?! )/)
      .map((line) => line.trim()),
  )('free: %s', (line) => {
    expect(judge(line, { mode: 'dontAsk' })).toMatchObject({ decision: 'allow', step: 'read-only' });
  });

  it.each([
    'find . -name *.ts',
    'sort *.txt',
    "sed -n '1,5p' *.txt",
    'git diff *.ts',
    'git log --output=x',
    'git -c core.pager=x log',
    'docker -H tcp://a ps',
    'docker --context a ps',
    'podman --url a ps',
    'podman --connection a ps',
    'file -m magic a',
    'file --magic-file=magic a',
    'file -f names',
    'file --files-from names',
    'ls > out.txt',
    'ls > ~/out.txt',
    'cd src && git status',
    'cd src && ls > out.txt',
    'cat /etc/passwd',
    'ls ..',
    'cat ~/.ssh/id_rsa',
    'echo "unclosed',
    `echo ${'x'.repeat(10_000)}`,
    'FOO=bar ls',
    'find . -delete',
    'cat \\\\\\\\server\\\\share\\\\file',
    'sed -i s/a/b/ a',
    'sort -o out a',
    'git branch new',
    'git branch -D old',
    'cd /srv && ls',
  ])('prompts: %s', (line) => {
    expect(judge(line).decision).toBe('ask');
  });

  it('can be taken away by an ask or a deny rule', () => {
    expect(judge('ls', { files: { user: { ask: ['Bash(ls *)'] } } }).decision).toBe('ask');
    expect(judge('ls', { files: { user: { deny: ['Bash(ls *)'] } } }).decision).toBe('deny');
  });
});

describe('redirections', () => {
  it.each([
    ['git commit -m x > notes.txt', { allow: ['Bash(git commit *)', 'Edit(notes.txt)'] }, 'default', 'allow'],
    ['git commit -m x > notes.txt', { allow: ['Bash(git commit *)'] }, 'acceptEdits', 'allow'],
    ['git commit -m x > /dev/null', { allow: ['Bash(git commit *)'] }, 'default', 'allow'],
    ['git commit -m x > ~/notes.txt', { allow: ['Bash(git commit *)', 'Edit(~/**)'] }, 'acceptEdits', 'ask'],
    ['git commit -m x > *.txt', { allow: ['Bash(git commit *)', 'Edit'] }, 'acceptEdits', 'ask'],
    ['git commit -m x > .git/config', { allow: ['Bash(git commit *)', 'Edit'] }, 'acceptEdits', 'ask'],
  ] as const)('%s under %j in %s: %s', (line, rules, mode, expected) => {
    expect(judge(line, { mode, files: { user: rules } }).decision).toBe(expected);
  });
});

describe('acceptEdits', () => {
  it.each([
    ['mkdir -p a/b', 'allow'],
    ['touch a', 'allow'],
    ['rm a', 'allow'],
    ['rmdir a', 'allow'],
    ['mv a b', 'allow'],
    ['cp a b', 'allow'],
    ["sed -i 's/a/b/' a", 'allow'],
    ['LANG=C mkdir a', 'allow'],
    ['timeout 5 cp a b', 'allow'],
    ['nice rm a', 'allow'],
    ['nohup mv a b', 'allow'],
    ['mkdir a && make', 'ask'],
    ['cp a /srv/b', 'ask'],
    ['rm ../a', 'ask'],
    ['rm -rf .git', 'ask'],
    ['FOO=bar mkdir a', 'ask'],
  ])('%s: %s', (line, expected) => {
    expect(judge(line, { mode: 'acceptEdits' }).decision).toBe(expected);
  });

  it('reaches the additional folders', () => {
    const files = { user: { additionalDirectories: ['../docs/'] } };
    expect(judge(write('/Users/alice/work/docs/a'), { mode: 'acceptEdits', files }).decision).toBe('allow');
  });
});

describe('what the settings do to the mode', () => {
  it.each([
    ['bypassPermissions', { permissions: { disableBypassPermissionsMode: 'disable' } }, 'ask'],
    ['bypassPermissions', { permissions: { disableBypassPermissionsMode: true } }, 'allow'],
    ['auto', { disableAutoMode: 'disable' }, 'ask'],
    ['auto', { permissions: { disableAutoMode: 'disable' } }, 'ask'],
  ] as const)('%s under %j: %s', (mode, file, expected) => {
    expect(judge('make', { mode, files: { project: file } }).decision).toBe(expected);
  });

  it('refuses to start outside the allowed versions, by managed settings only', () => {
    const files = { managed: { requiredMinimumVersion: '2.1.163' } };
    expect(judge('ls', { files, version: '2.1.162' })).toMatchObject({
      decision: 'deny',
      step: 'required-version',
    });
    expect(judge('ls', { files, version: '2.1.163' }).decision).toBe('allow');
    expect(judge('ls', { files: { user: files.managed }, version: '2.1.162' }).decision).toBe('allow');
  });
});

describe('workspace trust and managed rules', () => {
  it('holds back what an untrusted project grants, and keeps what it forbids', () => {
    const files = {
      project: { allow: ['Bash(make *)'], deny: ['Bash(gcc *)'], additionalDirectories: ['/srv'] },
    };
    const decision = (call: Call, trusted: boolean) => judge(call, { files, trusted }).decision;
    expect([decision('make', true), decision('make', false)]).toEqual(['allow', 'ask']);
    expect([decision('gcc a.c', true), decision('gcc a.c', false)]).toEqual(['deny', 'deny']);
    expect([decision(read('/srv/a'), true), decision(read('/srv/a'), false)]).toEqual(['allow', 'ask']);
  });

  it('leaves managed rules only where the managed settings say so', () => {
    const user = { allow: ['Bash(make *)'], deny: ['Bash(gcc *)'] };
    const managed = { allow: ['Bash(npm *)'], allowManagedPermissionRulesOnly: true };
    const decision = (line: string) => judge(line, { files: { managed, user } }).decision;
    expect([decision('make'), decision('gcc a.c'), decision('npm test')]).toEqual(['ask', 'ask', 'allow']);
    const unlocked = { user: { ...user, allowManagedPermissionRulesOnly: true } };
    expect(judge('make', { files: unlocked }).decision).toBe('allow');
  });
});

describe('the Bash sandbox', () => {
  const sandbox = { sandbox: { enabled: true } };
  it.each([
    ['make', { ...sandbox }, 'allow'],
    ['make', { ...sandbox, ask: ['Bash'] }, 'allow'],
    ['make', { ...sandbox, ask: ['Bash(make *)'] }, 'ask'],
    ['make', { ...sandbox, deny: ['Bash(make *)'] }, 'deny'],
    ['rm -rf ~', { ...sandbox }, 'ask'],
    ['docker ps -a x', { sandbox: { enabled: true, excludedCommands: ['docker *'] }, ask: ['Bash'] }, 'ask'],
    ['make', { sandbox: { enabled: true, autoAllowBashIfSandboxed: false } }, 'ask'],
  ] as const)('%s under %j: %s', (line, file, expected) => {
    expect(judge(line, { files: { user: file } }).decision).toBe(expected);
  });

  it('stands aside in plan mode from 2.1.212 on', () => {
    const decision = (version: string) =>
      judge('make', { mode: 'plan', version, files: { user: sandbox } }).decision;
    expect([decision('2.1.211'), decision('2.1.212')]).toEqual(['allow', 'ask']);
  });
});

describe('auto mode', () => {
  it('drops allow rules that grant any code and keeps narrow ones', () => {
    const allowed = (rule: string, line: string) =>
      judge(line, { mode: 'auto', files: { user: { allow: [rule] } } }).step === 'allow-rule';
    expect(allowed('Bash', 'make')).toBe(false);
    expect(allowed('Bash(*)', 'make')).toBe(false);
    expect(allowed('Bash(python*)', 'python a.py')).toBe(false);
    expect(allowed('Bash(npm run *)', 'npm run x')).toBe(false);
    expect(allowed('Bash(npm test)', 'npm test')).toBe(true);
  });

  it.each([
    ['git push --force', 'deny'],
    ['git reset --hard HEAD~1', 'deny'],
    ['git checkout -- .', 'deny'],
    ['git restore .', 'deny'],
    ['git clean -fd', 'deny'],
    ['git stash drop', 'deny'],
    ['git stash clear', 'deny'],
    ['terraform destroy', 'deny'],
    ['pulumi destroy', 'deny'],
    ['rm -rf "$VAR"', 'deny'],
    ['curl --insecure https://a.test', 'deny'],
    ['claude --dangerously-skip-permissions -p x', 'deny'],
    ['git remote set-url origin https://a.test/x', 'deny'],
    ['git push origin main', 'allow'],
    ['npm ci', 'allow'],
  ])('%s: %s, and says that this is an approximation', (line, expected) => {
    expect(judge(line, { mode: 'auto' })).toMatchObject({
      decision: expected,
      step: 'classifier',
      approximation: true,
    });
  });
});
