import { describe, expect, it } from 'vitest';
import { detectorFactory } from '../../src/detect/detector.ts';
import { loadQueries } from '../../src/detect/load-queries.ts';
import { compareLevels } from '../../src/level.ts';
import { findingsOf } from '../support/query-example.ts';

const detectors = detectorFactory(await loadQueries([]));

interface Told {
  readonly tool?: string;
  readonly command: string;
  readonly result: string;
  readonly folder?: string;
  readonly outcome?: string;
}

function found({ tool = 'Bash', command, ...more }: Told): string[] {
  const findings = findingsOf(detectors, { tool, input: { command }, ...more });
  const notable = findings.filter(({ level }) => compareLevels(level, 'medium') >= 0);
  return notable.flatMap(({ queryId, subject, subjects = [subject] }) =>
    subjects.map((one) => `${queryId} ${one}`),
  );
}

const tree = 'recursive_delete_outside_repository /home/dana/Documents';
const removedTree = "removed '/home/dana/Documents/a.odt'\nremoved directory '/home/dana/Documents'";

const proven: Record<string, Told & { readonly says: string }> = {
  'rm -v of a variable': { command: 'rm -rfv "$TARGET"', result: removedTree, says: tree },
  'rm -v under sudo': { command: 'sudo rm -rfv "$TARGET"', result: removedTree, says: tree },
  'rm -v after xargs': { command: 'cat list | xargs rm -rv', result: removedTree, says: tree },
  'rm -v of a script whose contents are not known': {
    command: 'bash /srv/clean.sh',
    result: removedTree,
    says: tree,
  },
  'rm -v that failed in the end': {
    command: 'rm -rfv "$TARGET"',
    result: removedTree,
    outcome: 'failed',
    says: tree,
  },
  'quotes of another language': {
    command: 'rm -rfv "$TARGET"',
    result: 'removed directory: ‘/home/dana/Documents’',
    says: tree,
  },
  'a relative path': {
    command: 'cd ~ && rm -rfv "$TARGET"',
    result: "removed directory 'Documents'",
    says: tree,
  },
  'rm -v of macOS': {
    command: 'rm -rfv "$TARGET"',
    result: '/Users/dana/Documents/a.odt\n/Users/dana/Documents',
    folder: '/Users/dana/app',
    says: 'recursive_delete_outside_repository /Users/dana/Documents',
  },
  'find -delete that prints': {
    command: 'find "$WHERE" -name "*.jsonl" -print -delete',
    result: '/home/dana/.claude/projects/-home-dana-shop/a.jsonl',
    says: 'transcripts_deleted /home/dana/.claude/projects/-home-dana-shop/a.jsonl',
  },
  'mv -v to another disk': {
    command: 'mv -v "$FROM" "$TO"',
    result: "copied '/home/dana/a.odt' -> '/tmp/a.odt'\nremoved '/home/dana/a.odt'",
    says: 'moved_where_nothing_lasts /home/dana/a.odt',
  },
  'Remove-Item -Verbose': {
    tool: 'PowerShell',
    command: 'Remove-Item -Recurse -Verbose $target',
    result: 'VERBOSE: Performing the operation "Remove Directory" on target "C:\\Users\\dana\\Documents".',
    folder: 'C:\\Users\\dana\\app',
    says: 'recursive_delete_outside_repository C:\\Users\\dana\\Documents',
  },
  'mv -v into a scratch folder': {
    command: 'mv -v "$FROM" "$TO"',
    result: "renamed '/home/dana/Documents' -> '/tmp/old'",
    says: 'moved_where_nothing_lasts /home/dana/Documents',
  },
  'git clean of keys, in a home': {
    command: 'git clean -fd',
    result: 'Removing .ssh/\nRemoving notes.txt',
    folder: '/home/dana',
    says: 'recursive_delete_outside_repository /home/dana/.ssh',
  },
  'git clean of transcripts, in a home': {
    command: 'git clean -fd',
    result: 'Removing .claude/projects/-home-dana-shop/a.jsonl',
    folder: '/home/dana',
    says: 'transcripts_deleted /home/dana/.claude/projects/-home-dana-shop/a.jsonl',
  },
  'a name that git quotes': {
    command: 'git -C /home/dana clean -fdx',
    result: 'Removing "B\\303\\274cher/"',
    says: 'recursive_delete_outside_repository /home/dana/Bücher',
  },
};

const harmless: Record<string, Told> = {
  'a log that is read': { command: 'cat /srv/clean.log', result: removedTree },
  'what another command of the line printed': {
    command: 'rm -rfv "$OUT/dist"; ls -d /etc/*',
    result: '/etc/hosts\n/etc/passwd',
  },
  'what find only lists': {
    command: 'find / -name "*.jsonl"',
    result: '/home/dana/.claude/projects/p/a.jsonl',
  },
  'a build folder': { command: 'rm -rfv "$OUT"', result: "removed directory '/home/dana/app/build'" },
  'a scratch folder': { command: 'rm -rfv "$OUT"', result: "removed directory '/tmp/build'" },
  'what the same line made': {
    command: 'mkdir -p ~/demo && D=$(pwd) && rm -rfv "$X"',
    result: "removed directory '/home/dana/demo'",
  },
  'a move within the home': {
    command: 'mv -v "$FROM" "$TO"',
    result: "renamed '/home/dana/a' -> '/home/dana/b'",
  },
  'a call that was refused': { command: 'rm -rfv "$T"', result: removedTree, outcome: 'denied' },
};

describe('what a result names as removed', () => {
  it.each(Object.entries(proven))('%s', (_, { says, ...told }) => {
    expect(found(told)).toContain(says);
  });

  it.each(Object.entries(harmless))('not: %s', (_, told) => {
    expect(found(told).filter((one) => /recursive_delete|delete_|moved_|transcripts_/.test(one))).toEqual([]);
  });

  it('says of a git clean that names what it took no more than that', () => {
    const folder = '/home/dana';
    const silent = found({ command: 'git clean -fdxq', result: '', folder });
    expect(silent).toContain('transcripts_deleted /home/dana');
    const named = found({ command: 'git clean -fdx', result: 'Removing app/dist/', folder });
    expect(named.filter((one) => one.startsWith('transcripts_deleted'))).toEqual([]);
  });
});
