// Runs the UAC artifact for real on the image of a fixture, and examines what it collected as a mounted image.
// YOLO_TRIAGE_UAC=<checkout of https://github.com/tclahr/uac> npm run verify:uac (as root: UAC asks for it)
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const checkout = process.env['YOLO_TRIAGE_UAC'];
if (!checkout || !existsSync(join(checkout, 'uac'))) {
  console.log('skipped: set YOLO_TRIAGE_UAC to a checkout of https://github.com/tclahr/uac');
  process.exit(0);
}
const project = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'verify-uac-'));
const at = (...parts) => join(folder, ...parts);

try {
  cpSync(checkout, at('uac'), { recursive: true });
  const artifact = 'files/applications/yolo_triage.yaml';
  cpSync(join(project, 'fleet/uac/yolo_triage.yaml'), at('uac/artifacts', artifact));
  const uac = (...words) =>
    execFileSync('sh', ['uac', ...words], { cwd: at('uac'), encoding: 'utf8', stdio: 'pipe' });
  uac('--validate-artifact', join('artifacts', artifact));

  cpSync(join(project, 'fixtures/unattended-refactor/root'), at('image'), { recursive: true });
  mkdirSync(at('image/etc'));
  writeFileSync(at('image/etc/passwd'), 'dana:x:1000:1000::/home/dana:/bin/bash\n');
  // What must stay where it is.
  for (const name of ['.credentials.json', 'plugins/x/.env', 'plugins/x/client.key']) {
    mkdirSync(at('image/home/dana/.claude/plugins/x'), { recursive: true });
    writeFileSync(at('image/home/dana/.claude', name), 'left behind\n');
  }
  mkdirSync(at('out'));
  const where = ['--mount-point', at('image'), '--operating-system', 'linux', '--output-format', 'none'];
  uac('--artifacts', artifact, ...where, at('out'));

  const output = readdirSync(at('out')).find((name) => !name.endsWith('.log'));
  const root = at('out', output, '[root]');
  const collected = readdirSync(root, { recursive: true, encoding: 'utf8' });
  const leaked = collected.filter((path) => /credentials\.json|\.env|client\.key/.test(path));
  const words = [
    'report',
    '--home',
    join(root, 'home/dana'),
    '--root',
    root,
    '--format',
    'json',
    '--output',
    '-',
    '--quiet',
  ];
  const verdict = verdictOf(words);
  console.log(JSON.stringify({ collected: collected.length, leaked, verdict }));
  if (leaked.length > 0 || verdict !== 'exposed') throw new Error('the collection is not what it should be');
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Exit codes 1 and 3 are finished runs, too. */
function verdictOf(words) {
  const run = () =>
    execFileSync(process.execPath, [join(project, 'dist/main.js'), ...words], {
      encoding: 'utf8',
      cwd: folder,
      stdio: 'pipe',
    });
  let text;
  try {
    text = run();
  } catch (error) {
    text = error.stdout;
  }
  return JSON.parse(text).verdict.value;
}
