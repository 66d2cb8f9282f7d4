import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectorFactory } from '../../src/detect/detector.ts';
import { loadQueries } from '../../src/detect/load-queries.ts';
import { type Level, levels } from '../../src/level.ts';
import { findingsOf } from '../support/query-example.ts';

const detectors = detectorFactory(await loadQueries([]));

/** The highest level that a session says which works in a folder; -1 for none. */
function levelIn(folder: string, command: string): number {
  const found = findingsOf(detectors, { tool: 'Bash', input: { command }, folder });
  return Math.max(-1, ...found.map(({ level }) => levels.indexOf(level)));
}

/** Outside of `~/work/app`, absolute: the working folder changes nothing about which file it is. */
const folder = fc.constantFrom(
  ...['/home/dana', '/home/dana/Documents', '/home/dana/shop', '/home/dana/work/blog', '/home/dana/.ssh'],
  ...['/home/dana/.config/gh', '/home/dana/.claude/projects', '/home/dana/.aws', '/home/kim', '/srv/data'],
  ...['/etc', '/opt/tool', '/var/lib/app', '/root', '/usr/local/bin'],
);
const name = fc.constantFrom(
  ...['', '/notes.txt', '/credentials', '/id_rsa', '/src', '/.env', '/hosts.yml', '/config', '/a.jsonl'],
  ...['/secrets.json', '/.npmrc', '/.bashrc', '/*'],
);
const path = fc.tuple(folder, name).map((parts) => parts.join(''));
const deed = fc.constantFrom<(path: string) => string>(
  ...[
    (at: string) => `rm ${at}`,
    (at: string) => `rm -rf ${at}`,
    (at: string) => `find ${at} -delete`,
    (at: string) => `find ${at} -name '*.log' -delete`,
    (at: string) => `rsync -a --delete /srv/empty/ ${at}/`,
    (at: string) => `shred -u ${at}`,
    (at: string) => `mv ${at} /tmp/old`,
    (at: string) => `git -C ${at} clean -fdx`,
    (at: string) => `echo x > ${at}`,
    (at: string) => `tee -a ${at} < /dev/null`,
    (at: string) => `cp /srv/x ${at}`,
    (at: string) => `sed -i s/a/b/ ${at}`,
    (at: string) => `chmod -R 777 ${at}`,
    (at: string) => `cat ${at}`,
    (at: string) => `tar czf /tmp/x.tgz ${at}`,
    (at: string) => `grep -r key ${at}`,
  ],
);

describe('a session that was started in no project', () => {
  it('is judged no milder than one in a project, for what lies outside of that', () => {
    fc.assert(
      fc.property(deed, path, fc.constantFrom('/home/dana', '/', '/home'), (act, at, place) => {
        const command = act(at);
        expect(levelIn(place, command), `${command} in ${place}`).toBeGreaterThanOrEqual(
          levelIn('/home/dana/work/app', command),
        );
      }),
      { numRuns: 1500 },
    );
  });

  const told: readonly (readonly [string, string, string])[] = [
    ['rm -rf shop', '/home/dana', 'recursive_delete_outside_repository'],
    ['rm -rf ./.ssh .aws', '/home/dana', 'recursive_delete_outside_repository'],
    ['find Documents -delete', '/home/dana', 'recursive_delete_outside_repository'],
    ['rm -rf home/dana/shop', '/', 'recursive_delete_outside_repository'],
    ['rm -rf kim/shop', '/home', 'recursive_delete_outside_repository'],
    ['rm -rf shop', '/home/kim', 'recursive_delete_outside_repository'],
    ['rm -rf shop', '/root', 'recursive_delete_outside_repository'],
    ['rm -rf shop', '/Users/dana', 'recursive_delete_outside_repository'],
    ['rm -rf shop', '/mnt/c/Users/dana', 'recursive_delete_outside_repository'],
    ['rm -rf shop', 'C:\\Users\\dana', 'recursive_delete_outside_repository'],
    ['rm -rf nginx', '/etc', 'delete_system_or_home'],
    ['echo x > .git-credentials', '/home/dana', 'write_to_credential_store'],
    ['cat .aws/credentials', '/home/dana', 'read_credential_store'],
    ['rm settings.json', '/home/dana/.claude', 'delete_outside_repository'],
    ['rm -rf projects', '/home/dana/.claude', 'transcripts_deleted'],
  ];
  it.each(told)('%s in %s: %s', (command, at, query) => {
    const found = findingsOf(detectors, { tool: 'Bash', input: { command }, folder: at });
    expect(found.map(({ queryId }) => queryId)).toContain(query);
  });

  const ordinary: readonly (readonly [string, string, Level])[] = [
    ['touch notes.txt', '/home/dana', 'medium'],
    ['mkdir -p tools', '/home/dana', 'informational'],
    ['cat notes.txt', '/home/dana', 'informational'],
    ['rm -rf .cache/pip', '/home/dana', 'informational'],
    ['rm -rf .npm/_cacache', '/home/dana', 'informational'],
    ['npm install', '/home/dana', 'low'],
    ['git -C shop commit -m x', '/home/dana', 'informational'],
    ['mkdir demo && echo x > demo/a && rm -rf demo', '/home/dana', 'low'],
    ['rm -rf /tmp/x', '/', 'informational'],
  ];
  it.each(ordinary)('%s in %s is at most %s', (command, at, most) => {
    expect(levelIn(at, command)).toBeLessThanOrEqual(levels.indexOf(most));
  });

  it('still has a project where the session works in one', () => {
    for (const at of ['/home/dana/.dotfiles', '/srv/app', '/app', '/home/dana/shop/.claude/worktrees/a']) {
      expect(levelIn(at, 'echo x > notes.txt')).toBe(levels.indexOf('informational'));
    }
  });
});
