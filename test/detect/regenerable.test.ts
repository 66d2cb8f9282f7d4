import { describe, expect, it } from 'vitest';
import { detectorFactory } from '../../src/detect/detector.ts';
import { loadQueries } from '../../src/detect/load-queries.ts';
import { compareLevels } from '../../src/level.ts';
import { findingsOf } from '../support/query-example.ts';

const detectors = detectorFactory(await loadQueries([]));

/** Queries that find something of level medium or higher in a call in /home/dana/app. */
function found(command: string, result = ''): string[] {
  const findings = findingsOf(detectors, { tool: 'Bash', input: { command }, result });
  return findings.filter(({ level }) => compareLevels(level, 'medium') >= 0).map(({ queryId }) => queryId);
}

describe('a clean of a working tree', () => {
  it.each([
    ['git status -s | head -5 && echo "---" && git clean -fd', ' M a.txt\n---'],
    ['git fetch; git clean -fdx 2>&1; git log -1 --oneline', '1a2b3c4 Add the shop'],
    ['git -C /home/dana/app clean -ffd && ls', 'README.md\nsrc'],
    [
      'sudo git clean -f src 2>/dev/null; git status',
      'On branch main\nnothing to commit, working tree clean',
    ],
  ])('that names nothing removed nothing: %s', (command, result) => {
    expect(found(command, result)).not.toContain('git_clean_force');
  });

  it.each([
    ['git clean -fd; git status -s', 'Removing notes.txt\n M a.txt'],
    ['git clean -fdq; git status -s', ' M a.txt'],
    ['git clean -fd > /dev/null; git status -s', ' M a.txt'],
    ['git clean -fd | wc -l', '3'],
    ['git clean -fd; git status -s', 'Lösche notes.txt\n M a.txt'],
    ['git clean -fd; git status -s', '正删除 notes.txt\n M a.txt'],
    ['(git clean -fd) > log; git status -s', ' M a.txt'],
    ['echo "$(git clean -fd | wc -l) files"', '2 files'],
  ])('may have removed what others say nothing of: %s', (command, result) => {
    expect(found(command, result)).toContain('git_clean_force');
  });
});

describe('a delete of what a project makes again', () => {
  it.each([
    ['rm -rf build', ''],
    ['rm -rf ./build/* dist out .next', ''],
    ['rm -rf node_modules package-lock.json', ''],
    ['rm -rf packages/web/node_modules packages/web/target', ''],
    ['find . -name __pycache__ -exec rm -rf {} +', ''],
    ['rm -rf ios/Pods cmake-build-debug bazel-out', ''],
    ['git clean -fdx dist/', 'Removing dist/'],
    ['git clean -ffdx node_modules build', ''],
    ['git clean -fdX', 'Removing dist/\nRemoving node_modules/'],
    ['git clean -fdx', 'Removing dist/\nRemoving src/__pycache__/\nRemoving web/node_modules/'],
    ['echo x > a.txt && git clean -fd', 'Removing a.txt'],
  ])('is no finding: %s', (command, result) => {
    expect(found(command, result)).toEqual([]);
  });

  it.each([
    ['rm -rf src', ''],
    ['rm -rf build src', ''],
    ['rm -rf build-notes', ''],
    ['git clean -fdx', ''],
    ['git clean -fd src', ''],
    ['git clean -fdx dist docs', ''],
    ['git clean -fdx', 'Removing dist/\nRemoving notes.txt'],
    ['git clean -fdx | tail -1', 'Removing dist/'],
    ['git clean -fdX', 'Removing dist/\nRemoving .env'],
    ['git -C /home/dana/other clean -fdX', ''],
  ])('is one where more is gone: %s', (command, result) => {
    expect(found(command, result)).not.toEqual([]);
  });
});

describe('a cache', () => {
  it.each([
    'rm -rf ~/.cache',
    'rm -rf ~/.npm ~/.cache',
    'sudo find /var/cache/nginx -type f -delete',
    'sudo rm -rf /var/cache/apt/*',
  ])('is filled again: %s', (command) => {
    expect(found(command)).not.toContain('delete_system_or_home');
    expect(found(command)).not.toContain('recursive_delete_outside_repository');
  });

  it.each(['rm -rf ~/.config', 'rm -rf ~/cache', 'sudo rm -rf /var/cached', 'sudo rm -rf /var/lib/nginx'])(
    'is nothing else: %s',
    (command) => {
      const ids = found(command);
      expect(ids.some((id) => /recursive_delete_outside|delete_system_or_home/.test(id))).toBe(true);
    },
  );
});

describe('values of the registry', () => {
  const remove = (key: string) => found(`pwsh -c "Remove-Item '${key}' -Recurse -Force"`);

  it.each(['HKCU:\\Software\\Vendor\\Editor\\Recovery', 'HKCU:\\Software\\Vendor\\Editor'])(
    'that programs keep for one user are no loss of the machine: %s',
    (key) => {
      expect(remove(key)).not.toContain('irreversible_effect');
      expect(remove(key)).toContain('system_part_removed');
    },
  );

  it.each(['HKLM:\\SYSTEM\\CurrentControlSet\\Services\\dhcp', 'HKCU:\\Software'])(
    'of the machine, or of all programs: %s',
    (key) => {
      expect(remove(key)).toContain('irreversible_effect');
    },
  );
});
