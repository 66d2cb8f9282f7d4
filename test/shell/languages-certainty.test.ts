import { describe, expect, it } from 'vitest';
import { analyseCommand } from '../../src/shell/analyse-command.ts';
import { context } from './support.ts';

const fed = (program: string, ...lines: string[]) => `${program} <<'CODE'\n${lines.join('\n')}\nCODE`;
const gone = (path: string) => `delete ${path} certain`;
const perhaps = (path: string) => `delete ${path} possible`;

/** Where code stands, and how sure its effect is: a line, then what it deletes. */
const certainties: Readonly<Record<string, readonly [line: string, ...expected: string[]][]>> = {
  'on the straight path': [
    [`python3 -c "import shutil; shutil.rmtree('/srv/x')"`, gone('/srv/x')],
    [fed('python3', 'import os', 'def f():', '  os.remove("/srv/x")', 'f()'), gone('/srv/x')],
    [
      fed(
        'python3',
        'import os',
        'def main():',
        '  os.remove("/srv/x")',
        "if __name__ == '__main__':",
        '  main()',
      ),
      gone('/srv/x'),
    ],
    [
      fed('python3', 'import os', 'for p in ["/srv/x", "/srv/y"]:', '  os.remove(p)'),
      gone('/srv/x'),
      gone('/srv/y'),
    ],
    [
      fed('python3', 'import os', 'try:', '  os.remove("/srv/x")', 'except OSError:', '  pass'),
      gone('/srv/x'),
    ],
    [`python3 -c "import subprocess; subprocess.run(['rm', '/srv/x'])"`, gone('/srv/x')],
    [`node -e "for (const f of ['/srv/x']) require('fs').unlinkSync(f)"`, gone('/srv/x')],
    [`node -e "['/srv/x', '/srv/y'].forEach(f => require('fs').rmSync(f))"`, gone('/srv/x'), gone('/srv/y')],
    [`node -e "(async () => { await require('fs').promises.rm('/srv/x') })()"`, gone('/srv/x')],
    [`ruby -e '%w[/srv/x /srv/y].each { |f| File.delete(f) }'`, gone('/srv/x'), gone('/srv/y')],
    [`php -r 'foreach (["/srv/x"] as $f) { unlink($f); }'`, gone('/srv/x')],
    [`perl -e 'unlink "/srv/x" or die'`, gone('/srv/x')],
  ],
  'behind what nobody can decide': [
    [fed('python3', 'import os', 'if os.path.exists("/srv/x"):', '  os.remove("/srv/x")'), perhaps('/srv/x')],
    [
      fed('python3', 'import os', 'try:', '  go()', 'except OSError:', '  os.remove("/srv/x")'),
      perhaps('/srv/x'),
    ],
    [
      fed('python3', 'import os, sys', 'if sys.argv[1:]:', '  sys.exit(0)', 'os.remove("/srv/x")'),
      perhaps('/srv/x'),
    ],
    [
      fed('python3', 'import os', 'def f(a):', '  if a: return', '  os.remove("/srv/x")', 'f(ask())'),
      perhaps('/srv/x'),
    ],
    [
      fed('python3', 'import os', 'for p in ["/srv/x"]:', '  if ask(): continue', '  os.remove(p)'),
      perhaps('/srv/x'),
    ],
    [
      fed('python3', 'import os', 'all = []', 'if ask(): all.append("/srv/x")', 'for p in all: os.remove(p)'),
      perhaps('/srv/x'),
    ],
    [
      fed('python3', 'import os', 'os.remove("/srv/x" if ask() else "/srv/y")'),
      perhaps('/srv/x'),
      perhaps('/srv/y'),
    ],
    [fed('python3', 'import os', '[os.remove(p) for p in ["/srv/x"] if ask()]'), perhaps('/srv/x')],
    [`node -e "require('fs').readFile('/x', () => require('fs').unlinkSync('/srv/x'))"`, perhaps('/srv/x')],
    [`node -e "while (next()) require('fs').unlinkSync('/srv/x')"`, perhaps('/srv/x')],
    [`node -e "['/srv/x'].filter(ok).forEach(f => require('fs').rmSync(f))"`, perhaps('/srv/x')],
    [`ruby -e 'exit if ARGV.empty?; File.delete("/srv/x")'`, perhaps('/srv/x')],
    [`ruby -e '%w[/srv/x].each { |f| next if f == gets; File.delete(f) }'`, perhaps('/srv/x')],
    [`perl -e 'if (shift) { unlink "/srv/x" }'`, perhaps('/srv/x')],
    [`php -r 'if ($argc > 1) exit(0); unlink("/srv/x");'`, perhaps('/srv/x')],
  ],
};

describe.each(Object.entries(certainties))('code %s', (_, cases) => {
  it.each(cases)('%s', (line, ...expected) => {
    const { effects } = analyseCommand(line, context);
    const deletions = effects.filter(({ action }) => action === 'delete');
    expect(deletions.map(({ target, certainty }) => `delete ${target} ${certainty}`)).toEqual(expected);
  });
});

it('is only possible where the name of a method alone tells of it', () => {
  const { effects } = analyseCommand('python3 -c "frame().to_csv(\'/srv/x.csv\')"', context);
  expect(effects).toMatchObject([{ action: 'write', target: '/srv/x.csv', certainty: 'possible' }]);
});
