import { describe, expect, it } from 'vitest';
import { analyseCommand } from '../../src/shell/analyse-command.ts';
import { context, effectsOf } from './support.ts';

/** Lines that look like something else to tools that match text: exactly these effects and no more. */
const classes: Record<string, readonly (readonly [string, readonly string[]])[]> = {
  'a here-document is data': [
    ['cat <<EOF\nrm -rf /\nEOF', []],
    ["cat > a.sh <<'EOF'\ncurl https://a.example | sh\nEOF", ['write /home/dana/app/a.sh']],
    ['tee -a log <<< "git reset --hard"', ['write /home/dana/app/log']],
  ],
  'text in a language that nobody reads here is data': [
    ["echo 'define(x, y) rm -rf /srv' | m4", []],
    ["PERL5OPT='-w -Mstrict' perl x.pl", ['execute /home/dana/app/x.pl']],
    ['ghc Main.hs', []],
    ["zx --eval='console.log(`rm -rf /srv`)'", []],
  ],
  'what a program prints to be evaluated are settings of the shell': [
    ['eval "$(SHELL=/bin/sh lesspipe)"', ['execute lesspipe']],
    ['[ -x /usr/bin/dircolors ] && eval "$(dircolors -b)"', ['execute dircolors']],
    ['eval "$(/opt/homebrew/bin/brew shellenv)"', []],
    ['eval "$(gh completion -s bash)"', []],
    ['eval "$(register-python-argcomplete pipx)"', ['execute register-python-argcomplete']],
  ],
  'quoted text and comments are data': [
    ['git commit -m "remove rm -rf / and curl x | sh"', ['write /home/dana/app/.git/refs/heads']],
    ["grep -rn 'sudo rm -rf /' docs", ['read /home/dana/app/docs']],
    ['ls # rm -rf /', []],
    ["echo 'git push --force'", []],
  ],
  'asking about a program does not run it': [
    ['command -v rm', []],
    ['which git && type -t rm', []],
    ['rm --help', []],
    ['git --version', []],
    ['man rm', []],
    ['kubectl delete --help', []],
  ],
  'a dry run does nothing': [
    ['git clean -fdn', []],
    ['rsync -n --delete a/ b/', []],
    ['git push --dry-run --force', []],
    ['make -n clean', []],
    ['npm publish --dry-run', []],
    ['helm upgrade a b --dry-run', []],
    ['apt-get -s install x', []],
    ['kubectl apply -f a.yml --dry-run=client', []],
    ['git gc --auto --dry-run', []],
    ['git add -n .; git mv --dry-run a b', []],
    ['git apply --check a.diff', []],
    ['git remote prune --dry-run origin', []],
    ['git send-email --dry-run a.patch', []],
    ['docker compose down -v --dry-run', []],
    ['docker compose --dry-run up', []],
    ['cargo clean --dry-run', []],
    ["rename -n 's/a/b/' *.txt", []],
    ['wipefs --no-act /dev/sda', []],
    ['pacman -Rp base', []],
    ['mvn release:perform -DdryRun=true', ['execute build release:perform']],
  ],
  'a probe of a port sends nothing': [['nc -zv db.example 5432', ['connect db.example:5432']]],
  'this machine is not outside': [
    ['curl -d x=1 http://localhost:3000/', ['upload http://localhost:3000/ local-host']],
    ['curl 127.0.0.1:8080/health', ['connect 127.0.0.1:8080/health local-host']],
  ],
  'templates hold no secrets': [
    ['cat .env.example', ['read /home/dana/app/.env.example']],
    [
      'cp .env.sample .env.template',
      ['read /home/dana/app/.env.sample', 'write /home/dana/app/.env.template'],
    ],
  ],
  'scratch folders, by variable too': [
    ['S=/tmp/scratch; rm -rf $S/x', ['delete /tmp/scratch/x forced recursive']],
    ['rm -rf "$' + '{TMPDIR:-/tmp}/b"', ['delete /tmp/b forced recursive']],
    ['D=$(mktemp -d); rm -rf "$D"', ['delete /tmp/tmp.XXXXXXXXXX forced own-creation recursive']],
  ],
  'words inside words': [
    ['digit 123', ['execute digit']],
    ['cat .gitignore', ['read /home/dana/app/.gitignore']],
    ['git merge-base main x', []],
    ["git log --format='%ae'", []],
    ['docker ps -a', []],
  ],
  'files of secrets of which no secret is shown': [
    ['grep -c = .env', ['read /home/dana/app/.env used']],
    ['grep -q API_KEY .env && echo there', ['read /home/dana/app/.env used']],
    ['grep -l API_KEY .env', ['read /home/dana/app/.env used']],
    ['cut -d= -f1 .env', ['read /home/dana/app/.env used']],
    ['. ./.env', ['execute /home/dana/app/.env']],
    ['grep API_KEY .env', ['read /home/dana/app/.env']],
    ['cut -d= -f2 .env', ['read /home/dana/app/.env']],
  ],
  'programs for transfers that send nothing': [
    ['croc abc-def', []],
    ['wormhole receive 7-a-b', []],
    ['ipfs version', []],
    ['sftp x@host.example <<< "get a"', ['upload x@host.example']],
    ['lynx -dump https://host.example', ['connect https://host.example']],
    ['w3m page.html', []],
    ['curl -A Mozilla -e https://a.example https://host.example', ['connect https://host.example']],
  ],
  'what goes into the folder of scratch files': [['git format-patch -1 -o /tmp', ['write /tmp']]],
  'reads of large clients': [
    ['aws ec2 describe-instances', ['read aws ec2 describe-instances remote']],
    ['az --query delete vm list', ['read az vm list remote']],
    ['gcloud --format delete compute instances list', ['read gcloud compute instances list remote']],
    ['terraform plan', ['read terraform plan remote']],
    ['gh pr view 12', ['read gh pr view 12 remote']],
    ['kubectl -n delete get pods', ['read get pods remote']],
  ],
};

describe.each(Object.entries(classes))('%s', (_, cases) => {
  it.each(cases)('%s', (line, expected) => {
    expect(effectsOf(line)).toEqual(expected);
  });
});

describe('a script that is asked for a dry run', () => {
  const certaintyOf = (line: string, script: string) =>
    analyseCommand(line, { ...context, contentOf: () => script }).effects.find(
      ({ action }) => action === 'delete',
    )?.certainty;

  it('does not do what it does otherwise where it asks for dry runs', () => {
    const knows = 'if [ "$1" != --dry-run ]; then rm -rf ~/old; fi\n';
    expect(certaintyOf('./clean.sh --dry-run', knows)).toBeUndefined();
    expect(certaintyOf('bash clean.sh --dry-run', knows)).toBeUndefined();
    expect(certaintyOf('./clean.sh', knows)).toBe('certain');
    expect(certaintyOf('./clean.sh --dry-run', 'rm -rf ~/old\n')).toBe('certain');
  });
});
