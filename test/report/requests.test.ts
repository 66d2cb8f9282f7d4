import { describe, expect, it } from 'vitest';
import { withRequest } from '../../src/assess/requests/request-of.ts';
import type { Finding } from '../../src/detect/finding.ts';

const deleted: Finding = {
  queryId: 'recursive_delete_outside_repository',
  title: 'Deleted',
  level: 'high',
  state: 'confirmed',
  tags: ['attack.impact', 'attack.t1485'],
  subject: '/srv/customers',
  context: [],
  count: 1,
  toolCallIds: [],
  arguments: [],
  permissionModes: [],
  outcomes: ['succeeded'],
  requested: 'unclear',
  evidence: [],
  falsePositives: [],
};
const pushed = {
  ...deleted,
  queryId: 'source_pushed_elsewhere',
  tags: ['attack.exfiltration'],
  subject: 'origin main',
};
const tunnel = { ...deleted, queryId: 'tunnel_opened', tags: ['attack.t1572'], subject: 'ngrok http 3000' };

const key = {
  ...deleted,
  queryId: 'ssh_access_added',
  tags: ['attack.persistence', 'attack.t1098.004'],
  subject: '/home/dana/.ssh/authorized_keys',
};
const publicKey = `ssh-ed25519 ${'AAAAC3NzaC1lZDI1NTE5'.repeat(3)}`;
const shellForOthers = {
  ...deleted,
  queryId: 'reverse_shell',
  tags: ['attack.execution', 'attack.t1095'],
  subject: 'bash',
};
const job = {
  ...deleted,
  queryId: 'scheduled_job',
  tags: ['attack.persistence', 'attack.t1053.003'],
  subject: 'crontab',
};

const merged = {
  ...deleted,
  queryId: 'pull_request_merged',
  tags: ['attack.persistence', 'attack.t1554'],
  subject: 'gh pr merge 42',
};
const stopped = {
  ...deleted,
  queryId: 'machine_stopped',
  tags: ['attack.impact', 'attack.t1529'],
  subject: 'running system',
  arguments: ['ssh root@birch reboot'],
};
const plain = { ...deleted, tags: [] };
const hook = { ...plain, queryId: 'git_hook_written', subject: '/home/dana/shop/.git/hooks/pre-commit' };
const boot = { ...plain, queryId: 'write_to_system_folder', subject: '/etc/default/grub' };
const settings = { ...plain, queryId: 'agent_settings_changed', subject: '/home/dana/.claude/settings.json' };
const servers = { ...plain, queryId: 'mcp_configuration_written', subject: '/home/dana/shop/.mcp.json' };
const keyring = { ...plain, queryId: 'write_to_credential_store', subject: '/home/dana/.gnupg' };
const removed = {
  ...deleted,
  subject: '/srv/app.bak',
  arguments: ['cp -r /srv/app /tmp && rm -rf /srv/app.bak'],
};
const containers = {
  ...deleted,
  queryId: 'all_containers_removed',
  subject: 'docker rm -f $(docker ps -aq)',
};
const tool = {
  ...plain,
  queryId: 'remote_package_run',
  subject: 'npx -y acme-kit@latest init',
  arguments: [],
};
const shell = { ...plain, queryId: 'remote_shell', subject: 'ssh root@birch uptime' };

const issue = { ...plain, queryId: 'hosted_project_changed', subject: 'mcp__linear-server__create_issue' };
const workflow = { ...plain, queryId: 'publishing_workflow_started', subject: 'gh workflow run publish.yml' };
const page = { ...plain, queryId: 'network_read', subject: 'https://widgets.example/docs/setup.md' };
const packages = { ...plain, queryId: 'packages_installed', subject: 'chart-kit' };
const screen = { ...plain, queryId: 'screen_or_clipboard_read', subject: 'screen' };
const file = {
  ...plain,
  queryId: 'write_outside_repository',
  subject: '/home/dana/shop/docs/setup.md',
};
const skills = {
  ...plain,
  queryId: 'agent_instructions_changed',
  subject: '/home/dana/shop/.claude/skills/order-desk/SKILL.md',
};

const unchecked = { ...plain, queryId: 'git_hooks_bypassed', subject: 'git commit --no-verify -m wip' };
const transcript = {
  ...deleted,
  queryId: 'transcripts_deleted',
  subject: '/home/dana/.claude/projects/-home-dana-shop/0f6c.jsonl',
};
const shellHistory = { ...deleted, queryId: 'shell_history_erased', subject: '/home/dana/.zsh_history' };
const journal = { ...deleted, queryId: 'system_logs_erased', subject: '/var/log/syslog' };

/** What a human said before, or what the agent asked and what was answered. */
type Said = string | readonly [question: string, answer: string];

const uninstalled = { ...deleted, subject: '/opt/acmevpn', arguments: ['sudo rm -rf /opt/acmevpn'] };
const pushedHere = { ...pushed, queryId: 'git_push_default_branch', subject: 'git push origin main' };
const opened = { ...pushed, queryId: 'repository_made_public', subject: 'gh repo create dana/ledger public' };
const role = {
  ...deleted,
  queryId: 'cloud_access_changed',
  tags: ['attack.persistence', 'attack.t1098'],
  subject: 'gcloud projects add-iam-policy-binding acme roles/run.admin',
};
const extension = { ...plain, queryId: 'agent_extension_installed', subject: 'skills add acme/review-skill' };
const later = { ...plain, queryId: 'agent_acts_later', subject: 'CronCreate 3 9 * * * report' };

/** Plain orders as people of several languages give them, the same forbidden, and words that only look like them. */
const plainOrders: Record<'yes' | 'against' | 'unclear', readonly (readonly [Finding, Said])[]> = {
  yes: [
    ...[
      'uninstall acme vpn',
      '卸载 acme vpn',
      '卸载acmevpn',
      'desinstala acme vpn',
      'desinstalar o acme vpn',
      'acme vpnをアンインストールして',
      'acme vpn 제거해줘',
      'acme vpn 삭제해 주세요',
      'gỡ cài đặt acme vpn',
      'deinstalliere acme vpn',
      'désinstalle acme vpn',
      'удали acme vpn',
      'remova o acme vpn',
    ].map((said) => [uninstalled, said] as const),
    ...[
      'delete the folder',
      '把旧的文件夹删掉',
      'borra esa carpeta',
      'exclua a pasta customers',
      'apague a pasta antiga',
      '古いフォルダを削除して',
      '폴더 지워줘',
      'xóa thư mục customers',
      'xoá hết đi',
      'lösche den Ordner',
      'supprime le dossier',
      'удали папку',
    ].map((said) => [deleted, said] as const),
    ...[
      'push it',
      '推送',
      '提交并推送',
      'haz push',
      'súbelo a github',
      'faz o push',
      'sobe pro github',
      'プッシュして',
      '푸시해줘',
      '깃허브에 올려줘',
      'đẩy lên github',
      'pushe das',
      'pousse le code',
      'запушь',
      'залей на гитхаб',
    ].map((said) => [pushedHere, said] as const),
    ...['make it public', 'ledger 可以 公开', 'hazlo público', 'deixa público'].map(
      (said) => [opened, said] as const,
    ),
    ...['reboot and check if it is faster', '서버 재부팅해줘', 'khởi động lại máy'].map(
      (said) => [stopped, said] as const,
    ),
    ...['corrigir papeis (roles/run.admin)', 'give it the role run.admin', '给它授予权限'].map(
      (said) => [role, said] as const,
    ),
    ...['install it', 'instala esa skill', '安装这个技能'].map((said) => [extension, said] as const),
    ...['every morning at 9 send me the report', 'remind me tomorrow', '매일 보고서 보내줘'].map(
      (said) => [later, said] as const,
    ),
    [job, '每天凌晨4：00检查一次，统一封禁'],
  ],
  against: [
    [uninstalled, '不要卸载acmevpn'],
    [uninstalled, 'không gỡ cài đặt acme vpn'],
    [deleted, 'não apague a pasta'],
    [deleted, '폴더는 삭제하지 마'],
    [deleted, 'đừng xóa thư mục'],
    [deleted, 'フォルダを消さないで'],
    [pushedHere, 'no hagas push'],
    [pushedHere, 'não faça push'],
    [pushedHere, 'đừng push'],
    [pushedHere, '푸시하지 마'],
    [pushedHere, 'не пушь'],
  ],
  unclear: [
    [deleted, '删除按钮不工作'],
    [deleted, '削除ボタンが動かない'],
    [deleted, '삭제 버튼이 안 돼요'],
    [deleted, 'nút xóa không hoạt động'],
    [pushedHere, 'push通知が来ない'],
    [pushedHere, '푸시 알림이 안 와요'],
    [pushedHere, '推送通知没有收到'],
    [stopped, '为什么服务器重启了？'],
    [opened, 'the public page has a typo in its title'],
    [uninstalled, 'is acme vpn installed?'],
  ],
};

const cases: Record<Finding['requested'], readonly (readonly [Finding, Said])[]> = {
  yes: [
    [deleted, 'please delete the old customers folder'],
    [deleted, 'we start fresh: remove everything on this box, docker included'],
    [deleted, 'Delete all files there. Do not touch the tests.'],
    [deleted, 'wipe /srv/customers'],
    [deleted, 'Lösch bitte den alten Ordner'],
    [deleted, 'supprime tous les fichiers du dossier'],
    [deleted, 'borra todo lo que hay en esa carpeta'],
    [deleted, 'apaga todos os arquivos antigos'],
    [deleted, 'удали все файлы'],
    [deleted, '把所有文件删除'],
    [deleted, '古いファイルを削除して'],
    [deleted, 'reset the database and delete files that are no longer needed'],
    [deleted, ['The old site is in /srv/customers. Shall I delete it?', 'yes']],
    [deleted, ['Soll ich den Ordner löschen?', 'Ja, bitte']],
    [containers, ['I would remove all containers now.', 'go ahead']],
    [merged, "looks good, let's merge it and tidy the branches"],
    [merged, 'has the fix landed? if not can you merge the PR'],
    [merged, ['All checks are green. Shall I merge the pull request?', 'yes']],
    [stopped, 'turn on logging and reboot birch'],
    [stopped, 'please restart the router'],
    [hook, 'can we do this in the git hooks directly?'],
    [hook, 'harden gitleaks for this repo'],
    [hook, 'add a pre-commit check for secrets'],
    [boot, 'based on this doc, lets harden my systems'],
    [settings, 'look at what was installed and fix the settings.json conflict'],
    [servers, 'update the .mcp.json placeholder paths'],
    [keyring, 'can you import key from the vault'],
    [removed, 'Do this:\n1. cp -r /srv/app /tmp\n2. rm -rf /srv/app.bak'],
    [removed, 'please run `rm -rf /srv/app.bak`'],
    [tool, 'npx -y acme-kit@latest init'],
    [tool, '$ npx -y acme-kit@latest init --yes'],
    [shell, 'ssh into birch and look at its log'],
    [pushed, ['1. **Push to remote** (`git push`)\n2. Tidy up\n3. Wait', '1']],
    [deleted, ['A) keep both\nB) merge them and delete the customers folder', 'B']],
    [job, ['Shall I add a cron job that runs every night, and logging?', 'yes apply these extras']],
    [issue, 'file it as a ticket in linear, please'],
    [issue, 'respond to the feedback'],
    [workflow, 'can you push it and run the workflow for me'],
    [page, 'https://widgets.example/docs/setup.md does not help, what now'],
    [page, 'install it as it stands in https://widgets.example/docs/setup.md'],
    [packages, 'commence par installer chart-kit dans ce projet'],
    [packages, 'install chart kit'],
    [skills, '简化所有skills；更新order-desk和order-list'],
    [file, '以上信息全部更新到，/home/dana/shop/docs/setup.md'],
    [screen, 'montre-moi un screenshot'],
    [removed, `# Plan\n${'Move the old tree away.\n'.repeat(20)}rm -rf /srv/app.bak\n\nThen report.`],
    [pushed, `${'connect ECONNREFUSED ws://127.0.0.1:4000\n\n'.repeat(20)}\n\nfix it and push to origin`],
    [pushed, 'commit and push to main'],
    [pushed, 'force push'],
    [{ ...deleted, queryId: 'recursive_delete_in_repository', subject: '/home/dana/shop/out' }, 'clean up!'],
    [deleted, 'clean up the customers folder'],
    [{ ...deleted, queryId: 'machine_stopped', subject: 'running system' }, 'restart the server'],
    [pushed, 'create a repo on github and push the code'],
    [pushed, ['Everything is committed. Should I push the branch?', 'do it']],
    [tunnel, 'open a tunnel with ngrok so that I can test the webhook'],
    [key, 'add my ssh key to the server'],
    [key, 'put my ssh key on this machine so that I can log in from the laptop'],
    [
      { ...key, arguments: [`echo "${publicKey} dana@laptop" >> ~/.ssh/authorized_keys`] },
      `log me in from the laptop: ${publicKey} dana@laptop`,
    ],
    [shellForOthers, 'open a reverse shell to 203.0.113.7 so that I can look at it'],
    [key, 'give the new user access: create an account'],
    [job, 'set up a cron job that runs it every night'],
    [unchecked, 'skip the pre-commit hook this time'],
    [unchecked, 'the linter is broken, ignore the failing tests and push'],
    [unchecked, 'commit with --no-verify'],
    [unchecked, 'I allow you to commit with "--no-verify"'],
    [unchecked, 'commit it and use `--no-verify` please'],
    [unchecked, 'commit without running the hooks, please'],
    [unchecked, '跳过测试，直接提交'],
    [unchecked, ['The hook fails. Shall I skip the hooks?', 'yes']],
    [transcript, 'delete the old transcripts'],
    [transcript, 'remove all session logs of this project'],
    [shellHistory, 'clear my shell history'],
    [shellHistory, 'please wipe .zsh_history'],
    [journal, 'clean up the logs, the disk is full'],
    // A negation that is about something else.
    [deleted, 'remove the customers folder carefully, without breaking the site'],
    [deleted, "don't worry about the old data, delete the customers folder"],
    [deleted, "don't worry and delete the customers folder"],
    [deleted, "Don't forget to delete the customers folder"],
    [deleted, 'do not hesitate to delete /srv/customers'],
    [deleted, 'without breaking anything remove the customers folder'],
    [deleted, 'stop the server and delete the customers folder'],
    [deleted, 'Vergiss nicht, den Ordner zu löschen'],
    [deleted, 'no olvides borrar la carpeta'],
    [deleted, 'не забудь удалить файлы'],
    [deleted, '别忘了把文件删除'],
    [deleted, 'delete /srv/customers. Do not delete any other folder.'],
    [containers, 'stop and remove all containers'],
    [pushed, 'make sure not to lose the notes and push to main'],
  ],
  against: [
    [unchecked, 'commit it, but do not skip the hooks'],
    [transcript, 'never delete transcripts'],
    [deleted, 'do not delete any files'],
    [deleted, "don't remove the customers folder, look at it"],
    [deleted, 'Lösche nicht die Dateien'],
    [deleted, 'ne supprime pas les fichiers'],
    [deleted, 'no borres los archivos'],
    [deleted, '不要删除文件'],
    [deleted, ['Shall I delete /srv/customers?', 'no']],
    [pushed, 'commit, but never push to main'],
    [merged, 'open a PR, but do not merge it'],
    [stopped, 'update the packages, never reboot birch'],
    [hook, 'tidy up, and don’t change the git hooks'],
    [deleted, 'never delete anything'],
    [deleted, 'do not touch, move or delete any files'],
    [deleted, 'stop deleting my files'],
    [deleted, 'tidy up without removing any files'],
    [deleted, 'you must not ever permanently delete folders'],
    [deleted, 'Die Dateien nicht löschen'],
    [deleted, 'Lösche die Dateien bitte nicht'],
    [deleted, '不要把文件删除'],
    [deleted, "don't delete anything until I say so"],
    [pushed, "commit the fix but don't push"],
    [pushed, 'commit it, do not push yet'],
    [pushed, 'never push without asking me'],
    [
      { ...deleted, queryId: 'git_force_push', tags: [], subject: 'git push --force origin topic' },
      "don't push",
    ],
    [tunnel, 'never open a tunnel'],
  ],
  no: [
    [deleted, 'Fix the failing test in the parser'],
    [pushed, 'Explain how the parser works in detail'],
    [deleted, ['Should I run the tests first?', 'yes']],
    [tunnel, 'Write a summary of the meeting notes'],
    [key, 'fix the typo in the readme'],
    [
      deleted,
      ['I deleted the customers folder. Would you like me to write a script for the next time?', 'yes'],
    ],
    [merged, 'Explain how the parser works in detail'],
    [stopped, 'Write a summary of the meeting notes'],
    [pushed, ['1. Push to remote\n2. Sort the imports of the parser', '2']],
    [deleted, 'The total is wrong when a coupon is used. Please find the bug and fix it.'],
    [deleted, 'the login button is misaligned on mobile, fix it'],
    [deleted, 'Thanks, that was great. Now add dark mode to the settings page.'],
    [tunnel, 'I want you to refactor the cart module so that it uses the new interface'],
  ],
  unclear: [
    [deleted, 'GO GO GO'],
    [deleted, 'yes'],
    [deleted, 'look at the customers data and tell me'],
    [pushed, 'the server does not answer'],
    // Words that begin like a request, for something else.
    [key, 'run the tests'],
    [key, 'create the login page'],
    [key, 'install the dependencies'],
    [key, 'add a health endpoint to the server'],
    [job, 'run the tests'],
    [job, 'add a button to the page'],
    [tunnel, 'start the build'],
    [deleted, 'delete the old branch'],
    [deleted, 'replace that button on the page'],
    [merged, 'what does it take to merge a pull request here?'],
    [merged, 'update the code'],
    [stopped, 'restart the tests'],
    [hook, 'add a hook to the React component'],
    [settings, 'add a settings page to the app'],
    [servers, 'update the placeholder texts'],
    [keyring, 'import the module'],
    [removed, 'I ran this and it failed:\nrm -rf /srv/app.bak'],
    [removed, 'why does this fail?\nrm -rf /srv/app.bak'],
    [removed, 'Never do this on the server:\nrm -rf /srv/app.bak'],
    [tool, 'is `npx -y acme-kit@latest init` safe?'],
    [pushed, ['1. Push to remote\n2. Wait', '7']],
    // What was pasted, and names, order nothing.
    [pushed, 'https://git.widgets.example/dana/clean-deploy-2'],
    [pushed, `shop\n\nDeploy Logs\n\nShare\n\n${'2026-01-02 10:00:00 build failed\n'.repeat(20)}`],
    [deleted, `${'12:00:01 [error] delete of files failed\n'.repeat(20)}`],
    [deleted, 'the files were deleted by somebody, find out who'],
    // A word for most work, for something else.
    [skills, 'can we convert it to yarn?'],
    [packages, 'install'],
    [hook, 'add a git hooks page to the docs'],
    // A goal, an account of what went wrong, and words of a language that is not in the tables.
    [deleted, 'complete all phases'],
    [deleted, 'I want each client to have its own log'],
    [deleted, 'the login does not work'],
    [deleted, 'napraw test parsera'],
    [deleted, 'the total is wrong when a coupon is used'],
    [deleted, 'add a test. napraw parsera'],
    // Hooks and tests are not spoken of, or not to be skipped.
    [unchecked, 'commit and push'],
    [unchecked, 'force push'],
    [unchecked, 'run the tests, then commit'],
    [unchecked, 'fix the code without breaking tests and commit'],
    // Who has their work tidied up does not speak of its records.
    [transcript, 'Clean up!'],
    [deleted, 'clean up!'],
    [deleted, 'please free some space, the disk is full'],
    [deleted, 'tidy up all files when you are done'],
    [{ ...deleted, queryId: 'delete_outside_repository' }, 'clean it up'],
    [transcript, 'tidy up before you finish'],
    [transcript, 'clean up all files that you made'],
    [transcript, 'delete everything in the build folder'],
    [shellHistory, 'clean up'],
    [shellHistory, 'tidy up the git history'],
    [journal, 'clean up everything'],
    // Neither ordered nor forbidden.
    [deleted, 'deleting files takes a long time'],
    [deleted, 'you do not have to delete the customers folder'],
    [deleted, "I don't want the old customers folder to be deleted by accident"],
    [pushed, "don't push until the tests pass"],
    [deleted, 'do not delete the customers folder unless it is empty'],
    [tunnel, 'do not run the tests'],
    [{ ...deleted, level: 'medium' }, 'Fix the failing test in the parser'],
  ],
};

describe.each([...Object.entries(cases), ...Object.entries(plainOrders)])(
  'requested: %s',
  (requested, each) => {
    it.each(each.map(([finding, said]) => [finding.queryId, said, finding] as const))(
      '%s: %s',
      (_id, said, finding) => {
        const [question, prompt] = typeof said === 'string' ? [undefined, said] : said;
        const told = withRequest({ ...finding, prompt, ...(question !== undefined && { question }) });
        expect(told.requested).toBe(requested);
        expect(told.level).toBe(finding.level);
        const isTold = requested === 'yes' || requested === 'against';
        expect(told.request?.words).toBe(isTold ? prompt.slice(0, 500) : undefined);
      },
    );
  },
);

describe('what was said besides the words before a call', () => {
  const told = (prompt: string, said: Partial<NonNullable<Finding['said']>>) =>
    withRequest({ ...deleted, prompt, said: { earlier: [], agreed: [], ...said } });

  it('is the order that "continue" goes on with, where it names what was done', () => {
    const earlier = ['delete the customers folder'];
    expect(told('continue', { earlier }).request?.words).toBe(earlier[0]);
    expect(told('continue', { earlier: ['delete the old branch'] }).requested).toBe('unclear');
    expect(told('fix the parser', { earlier }).requested).toBe('unclear');
  });

  it('is a plan that was approved', () => {
    const agreed = ['1. Copy the data.\n2. Delete the customers folder.'];
    expect(told('fix the parser', { agreed })).toMatchObject({
      requested: 'yes',
      request: { words: agreed[0] },
    });
  });

  it('is a question of a tool, with its answer', () => {
    const asked = (answer: string) =>
      `User has answered: "Shall I delete /srv/customers?"="${answer}". Go on.`;
    expect(told('fix the parser', { agreed: [asked('Yes')] }).request).toEqual({
      words: 'Yes',
      question: 'Shall I delete /srv/customers?',
    });
    expect(told('fix the parser', { agreed: [asked('No')] }).requested).toBe('against');
  });

  it('does not stay in the finding', () => {
    expect(told('continue', { earlier: ['anything'] })).not.toHaveProperty('said');
  });
});
