import { describe, expect, it } from 'vitest';
import { analyseCommand } from '../../src/shell/analyse-command.ts';
import { context, effectsOf } from './support.ts';

const app = '/home/dana/app';

/** Lines with all that they do: nothing is missing, nothing is invented. */
const classes: Record<string, readonly (readonly [string, readonly string[]])[]> = {
  'a suffix behind -i is neither script nor file': [
    ["sed -i '' 's/a/b/' f", [`write ${app}/f`]],
    ["sed -i '' -e 's/a/b/' f g", [`write ${app}/f`, `write ${app}/g`]],
    ["sed -E -i '' 's/a/b/' f", [`write ${app}/f`]],
    ["sed -Ei '' 's/a/b/' f", [`write ${app}/f`]],
    ["sed -i .bak 's/a/b/' f", [`write ${app}/f`, `write ${app}/f.bak`]],
    ["sed -i.bak 's/a/b/' f", [`write ${app}/f`, `write ${app}/f.bak`]],
    ["sed -i 's/a/b/' f", [`write ${app}/f`]],
    ["sed -i -e 's/a/b/' .env.sample", [`write ${app}/.env.sample`]],
    ["sed -n '' f", [`read ${app}/f`]],
    ["sed -e 's/a/b/' f", [`read ${app}/f`]],
  ],
  'a tilde before what is escaped or quoted is the home': [
    ['cat ~/Library/Application\\ Support/x', ['read /home/dana/Library/Application Support/x']],
    ['cp a ~/b\\ c', [`read ${app}/a`, 'write /home/dana/b c']],
    ['rm ~/a\\ b/"c d"', ['delete /home/dana/a b/c d irreversible']],
    ['touch ~alex/a\\ b', ['write /home/alex/a b']],
    ['touch "~/a b"', [`write ${app}/~/a b`]],
    ["touch '~/a'", [`write ${app}/~/a`]],
    ['touch a~/b\\ c', [`write ${app}/a~/b c`]],
    ['touch \\~/b\\ c', [`write ${app}/~/b c`]],
  ],
  'git says which of its parts changes': [
    ['git checkout --ours a.txt', [`write ${app}/a.txt`]],
    ['git checkout --theirs -- a.txt b.txt', [`write ${app}/a.txt`, `write ${app}/b.txt`]],
    ['git rebase origin/main', [`write ${app}/.git/HEAD`, `write ${app}/.git/refs/heads`]],
    ['git merge origin/main', [`write ${app}/.git/HEAD`]],
    [
      'git-filter-repo --path a --invert-paths --force',
      [`delete ${app}/.git/refs/heads forced irreversible recursive refspec`],
    ],
    ['git-filter-repo --analyze', []],
    ['git-filter-repo --help', []],
    ['git stash', [`write ${app} recursive`, `write ${app}/.git/refs/stash`]],
    ['git stash push -m x', [`write ${app} recursive`, `write ${app}/.git/refs/stash`]],
    ['git stash pop', [`write ${app} recursive`]],
    ['git stash list', []],
    ['git reset', [`write ${app}/.git/index`]],
    ['git reset HEAD', [`write ${app}/.git/index`]],
    ['git reset HEAD a.txt', [`write ${app}/.git/index`]],
    ['git reset -- a.txt', [`write ${app}/.git/index`]],
    ['git reset HEAD~1', [`write ${app}/.git/HEAD`]],
    ['git reset --soft HEAD~1', [`write ${app}/.git/HEAD`]],
  ],
  'rights are no content': [
    ['chmod +x run.sh', [`configure ${app}/run.sh`]],
    ['chmod 755 run.sh a.sh', [`configure ${app}/run.sh`, `configure ${app}/a.sh`]],
    ['chmod 644 .github/workflows/ci.yml', [`configure ${app}/.github/workflows/ci.yml`]],
    ['chmod u+x /tmp/x.sh', ['configure /tmp/x.sh']],
    ['ssh root@h "chmod +x /root/a.sh"', ['connect root@h', 'configure /root/a.sh remote']],
    ['chmod 666 /etc/passwd', ['write /etc/passwd']],
    ['chmod u+s run.sh', [`escalate ${app}/run.sh`]],
    ['chmod --help', []],
  ],
  'what is found by a test lies below the place': [
    ['find d -mmin +120 -type f -delete', [`delete ${app}/d/* recursive`]],
    ['mkdir -p d; find d -mtime +1 -delete', [`write ${app}/d`, `delete ${app}/d/* recursive`]],
    [
      "mkdir d; find d -name '*.log' -mmin +5 -delete",
      [`write ${app}/d`, `delete ${app}/d/**/*.log recursive`],
    ],
    [
      "mkdir d; find d -name '*.log' -delete",
      [`write ${app}/d`, `delete ${app}/d/**/*.log own-creation recursive`],
    ],
    ['find d -delete', [`delete ${app}/d forced recursive`]],
    ['find d -mmin +120 -type f', []],
  ],
  'a list in the background keeps its folder, and nobody else gets it': [
    ['cd /a && touch x && nohup touch y &', ['write /a/x', 'write /a/y']],
    ['cd /a && touch x & touch z', ['write /a/x', `write ${app}/z`]],
    ['cd /a & touch z', [`write ${app}/z`]],
    ['cd /a; touch x & touch z', ['write /a/x', 'write /a/z']],
  ],
  'words for a filter are no files': [
    ["jq --arg a b '.x == $a' f.json", [`read ${app}/f.json`]],
    ["jq --argjson n 1 --arg a b '.x' f.json g.json", [`read ${app}/f.json`, `read ${app}/g.json`]],
    ["jq --slurpfile s t.json '.x' f.json", [`read ${app}/t.json`, `read ${app}/f.json`]],
    ["jq '.x' f.json", [`read ${app}/f.json`]],
    ["cat f.json | jq -r --arg a b '.x'", [`read ${app}/f.json`]],
  ],
  'R has commands of its own': [
    ['R CMD INSTALL .', [`install ${app}`]],
    ['R CMD INSTALL a.tar.gz', [`install ${app}/a.tar.gz`]],
    ['R CMD BATCH a.R', [`execute ${app}/a.R`]],
    ['R CMD config CC', []],
    ['Rscript a.R', [`execute ${app}/a.R`]],
  ],
  'a question to the firewall changes nothing': [
    ['/usr/libexec/ApplicationFirewall/socketfilterfw --listapps', []],
    ['/usr/libexec/ApplicationFirewall/socketfilterfw --getglobalstate', []],
    [
      '/usr/libexec/ApplicationFirewall/socketfilterfw --setblockall on',
      ['configure firewall --setblockall on'],
    ],
  ],
  'scripts of services do what service does': [
    [
      'ssh root@h "for s in a b; do /etc/init.d/$s stop; done"',
      [
        'connect root@h',
        'execute /etc/init.d/a remote',
        'configure service a stop remote',
        'execute /etc/init.d/b remote',
        'configure service b stop remote',
      ],
    ],
    ['/etc/init.d/a disable', ['execute /etc/init.d/a', 'configure service a disable']],
    ['/etc/init.d/a restart', ['execute /etc/init.d/a']],
    ['/etc/init.d/a status', ['execute /etc/init.d/a']],
    ['./init.d/a stop', [`execute ${app}/init.d/a`]],
  ],
  'installers of MCP servers configure an agent': [
    [
      'npx -y @smithery/cli@latest install @a/b --client claude',
      ['execute @smithery/cli', 'configure MCP server install @a/b'],
    ],
    ['smithery install @a/b --client claude', ['execute smithery', 'configure MCP server install @a/b']],
    [
      'npx @michaellatman/mcp-get@latest install a',
      ['execute @michaellatman/mcp-get', 'configure MCP server install a'],
    ],
    ['npx install-mcp a --client cursor', ['execute install-mcp', 'configure MCP server a']],
    ['npx -y @smithery/cli list servers --client claude', ['execute @smithery/cli']],
    ['npx @smithery/cli search files', ['execute @smithery/cli']],
  ],
  'programs write what they are told to save': [
    ['secedit /export /cfg p.cfg', [`write ${app}/p.cfg`]],
    [
      'secedit /configure /db a.sdb /cfg p.cfg',
      ['configure security policy /configure /db a.sdb /cfg p.cfg'],
    ],
    ['secedit /validate p.cfg', []],
    ["python -c \"from PIL import Image; Image.open('a.png').save('b.png')\"", [`write ${app}/b.png`]],
    [
      "python -c \"import os; from PIL import Image; Image.new('L', (1, 1)).save(os.path.join('o', 'b.png'))\"",
      [`write ${app}/o/b.png`],
    ],
    ["python -c \"from app import Form; Form('b.png').save('b.png')\"", []],
    ['powershell -Command \'$b.Save("C:\\a\\b.png")\'', ['write C:\\a\\b.png']],
    ["powershell -Command '$b.Save($stream)'", []],
  ],
  'what is started is told': [
    ['mise run test', ['execute task test']],
    ['mise tasks run test', ['execute task test']],
    ['mise tasks ls', []],
    ['mise ls', []],
    ['open /Applications/A.app', ['execute /Applications/A.app']],
    ['open -a Notes', ['execute Notes']],
    ['open report.html', []],
    ['open https://a.example', ['connect https://a.example']],
  ],
  'a name is asked of the server that is named': [
    ['dig a.example @192.0.2.1', ['connect 192.0.2.1']],
    ['dig @ns.example a.example +short', ['connect ns.example']],
    ['dig a.example', ['connect a.example']],
    ['dig -x 192.0.2.7', []],
  ],
};

describe.each(Object.entries(classes))('%s', (_, lines) => {
  it.each(lines)('%s', (line, effects) => {
    expect(effectsOf(line)).toEqual(effects);
  });
});

/** How sure the effects of a line are, and whether it was understood. */
function standingOf(line: string): readonly string[] {
  const { effects, problems } = analyseCommand(line, context);
  return [
    ...effects.map(({ action, certainty }) => `${action} ${certainty}`),
    ...problems.map(({ kind }) => kind),
  ];
}

describe('a line with a quote that nothing ends', () => {
  it.each([
    'rm -rf /srv; echo "it',
    "rm -rf /srv; echo 'it",
    'rm -rf /srv && echo `date',
    '(cd /srv && rm -rf x); echo "`"',
    'touch a\nrm -rf /srv; echo "it',
  ])('is refused by the shell: %s', (line) => {
    const standing = standingOf(line);
    expect(standing).toContain('delete possible');
    expect(standing).toContain('syntax-error');
    expect(standing).not.toContain('delete certain');
  });

  it.each([
    'rm -rf /srv; echo "it\'s"',
    "rm -rf /srv; echo 'a\nb'",
    'rm -rf /srv; echo \\"',
    "rm -rf /srv # it's",
  ])('is none where the quote ends: %s', (line) => {
    expect(standingOf(line)).toEqual(['delete certain']);
  });

  it('leaves what ran in the lines before', () => {
    expect(standingOf('rm -rf /srv\ntouch "a')).toEqual(['delete certain', 'write possible', 'syntax-error']);
  });
});

/** Where the targets of a line lie. */
function zonesOf(line: string): readonly string[] {
  return analyseCommand(line, context).effects.map(({ action, zone }) => `${action} ${zone}`);
}

it.each([
  ['go run /tmp/x.go', ['execute temporary']],
  ['go run ./cmd/a', ['execute repository']],
  ['go run .', ['execute repository']],
  ['go run example.com/a@latest', ['install outside', 'execute outside']],
  ['echo x >> /etc/crontabs/root', ['write persistence']],
  ['echo x >> /etc/crontabs-old/root', ['write system']],
  ['cat ./etc/crontabs/root', ['read repository']],
])('lies where it lies: %s', (line, zones) => {
  expect(zonesOf(line)).toEqual(zones);
});

describe('code without a file', () => {
  it.each([
    "python -c \"from pathlib import Path; open(Path(__file__).parent / 'y', 'w')\"",
    "python3 -c \"import os; p = os.path.dirname(__file__); open('y', 'w')\"",
  ])('ends where it asks for its name: %s', (line) => {
    expect(standingOf(line)).toEqual(['write possible']);
  });

  it.each([
    "python -c \"open('y', 'w'); print(__file__)\"",
    "python -c \"print(__name__); open('y', 'w')\"",
    "python -c \"print('__file__'); open('y', 'w')\"",
  ])('runs up to there: %s', (line) => {
    expect(standingOf(line)).toEqual(['write certain']);
  });
});
