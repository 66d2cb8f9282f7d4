import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scanFile } from '../../src/scan/scan-file.ts';
import { parseUnifiedDiff } from '../../src/scan/unified-diff.ts';

const paths = [
  'a.sh',
  '.bashrc',
  '.zsh_history',
  'config.fish',
  '.github/workflows/a.yml',
  'Dockerfile',
  'compose.yaml',
  '.claude/settings.json',
  'package.json',
  'Makefile',
  'a.service',
  'a.plist',
  'a.py',
  'a.ts',
  'a.rs',
  'a.go',
  'a.ps1',
  'a.nix',
  'a.toml',
  'a.ipynb',
  'Jenkinsfile',
  '.claude/agents/a.md',
  'a.cmd',
  'unknown',
];

/** One for each way to read a file. */
const engines = ['a.sh', 'a.yml', 'a.json', 'a.py', 'a.ps1', 'Dockerfile', 'config.fish', 'unknown'];

const pieces = [
  'claude --dangerously-skip-permissions',
  '--permission-mode',
  'bypassPermissions',
  'export IS_SANDBOX=1',
  "alias a='",
  'cat <<EOF > ~/.bashrc',
  'EOF',
  'bash -c "',
  '$(',
  '`',
  '${X:-',
  '"""',
  "'''",
  '/*',
  '{',
  '[',
  '(',
  '"',
  "'",
  '\\',
  '\n',
  '\r\n',
  '\t',
  'run: |',
  '- ',
  'constructor',
  '__proto__: ',
  '#{',
  '\u0000',
  '\ud800',
  'permissions',
];

const hostile = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 8 })), {
  maxLength: 60,
});

function scanned(path: string, text: string) {
  return scanFile({ path, fullPath: `/x/${path}`, text, evidencePath: path });
}

describe('hostile files', () => {
  it('never throw, and every place has a line that the file has', () => {
    fc.assert(
      fc.property(fc.constantFrom(...paths), hostile, (path, parts) => {
        const text = parts.join('');
        const lines = text.split(/\r\n?|\n/).length;
        for (const { line } of scanned(path, text).occurrences) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(lines);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('take a bounded time', () => {
    const flag = 'claude --dangerously-skip-permissions';
    const bombs = [
      '<('.repeat(4000),
      '$('.repeat(4000),
      '"'.repeat(12_001),
      `${'['.repeat(4000)}"${flag}"`,
      `${'{"a":'.repeat(600)}"${flag}"`,
      `a: &a [${'*a,'.repeat(600)}"${flag}"]`,
      'a'.repeat(300_000),
      `${'x = "" '.repeat(6000)}`,
      `${' '.repeat(40_000)}=`,
      `${'(a'.repeat(6000)}`,
      `${`"${flag}",\n`.repeat(800)}`,
      `bash -c '${"bash -c '".repeat(600)}`,
      `cat <<A\n`.repeat(800),
    ];
    for (const bomb of bombs) {
      for (const path of engines) {
        const start = performance.now();
        scanned(path, `${flag}\n${bomb}\n${flag}`);
        expect([path, bomb.slice(0, 8), performance.now() - start < 5000]).toEqual([
          path,
          bomb.slice(0, 8),
          true,
        ]);
      }
    }
  });
});

describe('hostile diffs', () => {
  it('never throw', () => {
    const parts = [
      '@@ -1 +1 @@',
      '@@ -1,2 +99999999999,3 @@',
      '+++ b/a.sh',
      '+++ "b/\\303\\274"',
      '--- a',
      '+x',
      '-y',
      ' z',
      '\\ No',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 40 }), (lines) => {
        for (const { before, after } of parseUnifiedDiff(lines.join('\n')).files)
          expect(Math.max(before.lines.length, after.lines.length)).toBeLessThan(300_000);
      }),
    );
  });
});
