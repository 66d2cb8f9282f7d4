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
