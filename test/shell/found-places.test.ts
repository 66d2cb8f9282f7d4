import { describe, expect, it } from 'vitest';
import { effectsOf } from './support.ts';

const wholeTree = 'delete /srv/media forced irreversible recursive';
const named = 'delete /srv/media/**/*.raw irreversible recursive';

/** What one program finds is what the next one deletes, reads or writes, whatever lies between them. */
const passedOn: readonly (readonly [string, string])[] = [
  ['find /srv/media -type f -print0 | xargs -0 rm -f', wholeTree],
  ["find /srv/media -name '*.raw' | xargs rm", named],
  ["find /srv/media -name '*.raw' -exec rm {} +", named],
  ["find /srv/media -name '*.raw' -delete", named],
  ["find /srv/media -name '*.raw' | grep -v keep | sort | head -5 | xargs rm", named],
  ['find /srv/media -name \'*.raw\' | while read f; do rm "$f"; done', named],
  ["find /srv/media -name '*.raw' -print0 | while IFS= read -r -d '' f; do rm \"$f\"; done", named],
  ['while read f; do rm "$f"; done < <(find /srv/media -name \'*.raw\')', named],
  ['for f in $(find /srv/media -name \'*.raw\'); do rm "$f"; done', named],
  ["rm $(find /srv/media -name '*.raw')", named],
  ["FOUND=$(find /srv/media -name '*.raw'); rm $FOUND", named],
  ['FOUND=$(find /srv/media -name \'*.raw\'); echo "$FOUND" | xargs rm', named],
  ['mapfile -t found < <(find /srv/media -name \'*.raw\'); rm "${found[@]}"', named],
  ["find /srv/media -name '*.raw' > list; xargs rm < list", named],
  ["find /srv/media -name '*.raw' > list; xargs -a list rm", named],
  ["find /srv/media -name '*.raw' | parallel rm", named],
  ["find /srv/media -name '*.raw' -exec sh -c 'for f; do rm \"$f\"; done' _ {} +", named],
  ["find /srv/media \\( -name '*.tif' -o -name '*.raw' \\) | xargs rm", named],
  ['fd -t f . /srv/media -x rm -rf', wholeTree],
  ['fd -e raw . /srv/media | xargs rm', named],
  ['cd /srv/media && ls | xargs rm -rf', 'delete /srv/media/* forced irreversible recursive'],
  ['ls /srv | xargs -I{} rm -rf /srv/{}', 'delete /srv/* forced irreversible recursive'],
  ['git ls-files | xargs rm -f', 'delete /home/dana/app forced recursive'],
  ["git ls-files 'docs' | xargs rm -f", 'delete /home/dana/app/docs forced recursive'],
  ['rg -l secret src | xargs rm', 'delete /home/dana/app/src/* recursive'],
  ['printf \'/srv/a\\n/srv/b\\n\' | while read f; do rm "$f"; done', 'delete /srv/b irreversible'],
  ["printf '/srv/a\\n/srv/b\\n' | sort | xargs rm", 'delete /srv/b irreversible'],
  ['find ~ -name id_rsa | xargs cat', 'read /home/dana/**/id_rsa recursive'],
  ['rm -rf "$(git rev-parse --show-toplevel)/docs"', 'delete /home/dana/app/docs forced recursive'],
  ['kubectl get ns -o name | xargs kubectl delete', 'delete ns/* forced irreversible remote'],
  ['docker rm -f $(docker ps -aq)', 'delete container * forced recursive'],
];

/** Nothing is deleted here, or no more than what is said. */
const exactly: readonly (readonly [string, readonly string[]])[] = [
  ["find . -name '*.ts' | xargs wc -l", []],
  ['ls | xargs -n1 echo rm', []],
  ['ls | xargs wc', []],
  ['for f in $(git ls-files); do echo "$f"; done', []],
  ["find . -path ./dist -prune -o -name '*.js' -print | xargs wc -l", []],
  ["find . -maxdepth 1 -name '*.log' -delete", ['delete /home/dana/app/*.log']],
  ["find . ! -name '*.ts' -name '*.js' | xargs rm", ['delete /home/dana/app/**/*.js recursive']],
  ['cd /tmp/x && ls | xargs rm', ['delete /tmp/x/*']],
  ['rm -rf $(go env GOCACHE)', ['delete /home/dana/.cache/go-build forced recursive regenerable']],
  ['git -C /srv/other status; rm notes', ['delete /home/dana/app/notes']],
  ['parallel --dry-run rm -rf ::: /', []],
  ['docker rm $(docker ps -aq -f status=exited)', ['delete container $(docker ps -aq -f status=exited)']],
];

describe('what a program found', () => {
  it.each(passedOn)('%s', (command, expected) => {
    expect(effectsOf(command)).toContainEqual(expect.stringMatching(asPattern(expected)));
  });

  it.each(exactly)('%s', (command, expected) => {
    expect(effectsOf(command)).toEqual(expected);
  });
});

/** Forced or not, and taken by hand or with all that is below. */
function asPattern(effect: string): RegExp {
  return new RegExp(`^${effect.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '(?: | forced )')}$`);
}

describe('a container with folders of the host', () => {
  it.each([
    ['docker run -v ~:/h alpine rm -rf /h', 'delete /home/dana forced irreversible recursive'],
    ['docker run -v /:/host alpine rm -rf /host/srv', 'delete /srv forced irreversible recursive'],
    [
      'docker run --mount type=bind,src=/srv,dst=/d alpine rm -r /d/a',
      'delete /srv/a irreversible recursive',
    ],
    ['podman run -v $PWD:/w -w /w alpine sh -c "echo x > a"', 'write /home/dana/app/a'],
    ['docker run -v ~/.aws:/a alpine cat /a/credentials', 'read /home/dana/.aws/credentials'],
    ['docker run -v data:/d alpine rm -r /d', 'delete /d irreversible recursive remote'],
    ['docker run -v ~:/h:ro alpine rm -r /h', 'delete /h irreversible recursive remote'],
    ['docker run -v ~/a:/h alpine rm -r /tmp/x', 'delete /tmp/x recursive remote'],
  ])('%s', (command, expected) => {
    expect(effectsOf(command)).toContain(expected);
  });
});
