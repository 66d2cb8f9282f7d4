// Counts MCP servers in public configurations twice: with the program, and with JSON.parse alone. And reads the same
// configurations with posture and exposure: none of them may crash.
// Needs YOLO_TRIAGE_CORPUS: a folder with flag-scan/files/<repository>/<path>. Run `npm run build` before.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

const corpus = process.env.YOLO_TRIAGE_CORPUS;
if (!corpus) {
  console.log('skipped: YOLO_TRIAGE_CORPUS names no corpus');
  process.exit(0);
}

/** File name → where a home keeps such a file. */
const places = [
  [/^\.mcp\.json$/, () => 'work/.mcp.json'],
  [/^\.claude\.json$/, () => '.claude.json'],
  [/^settings(?:\.local)?\.json$/, (path) => `work/${basename(dirname(path))}/${basename(path)}`],
  [/^mcp\.json$/, (path) => (path.includes('.vscode/') ? 'work/.vscode/mcp.json' : '.cursor/mcp.json')],
  [/^claude_desktop_config.*\.json$/, () => '.config/Claude/claude_desktop_config.json'],
];

let files = 0;
let unreadable = 0;
let items = 0;
const counts = { program: 0, parser: 0 };
const differing = [];

for (const path of walk(join(corpus, 'flag-scan/files'))) {
  const place = places.find(([name]) => name.test(basename(path)))?.[1];
  if (!place) continue;
  files += 1;
  const parser = countByParser(readFileSync(path, 'utf8'));
  const program = countByProgram(path, place(path));
  if (parser === undefined) unreadable += 1;
  counts.parser += parser ?? 0;
  counts.program += program;
  if (parser !== undefined && parser !== program) differing.push({ path, parser, program });
}

console.log({ files, notPlainJson: unreadable, servers: counts, differing, postureItems: items });
if (files === 0 || differing.length > 0) process.exitCode = 1;

function countByParser(text) {
  try {
    return count(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Members of every object that stands under a key `mcpServers`, or `servers` beside it in an editor's file. */
function count(value) {
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce((sum, [key, inner]) => {
    const isMap =
      key === 'mcpServers' && typeof inner === 'object' && inner !== null && !Array.isArray(inner);
    const members = isMap
      ? Object.values(inner).filter((entry) => typeof entry === 'object' && entry !== null).length
      : 0;
    return sum + members + count(inner);
  }, 0);
}

function countByProgram(file, place) {
  const home = mkdtempSync(join(tmpdir(), 'verify-mcp-'));
  try {
    mkdirSync(join(home, dirname(place)), { recursive: true });
    mkdirSync(join(home, 'work'), { recursive: true });
    cpSync(file, join(home, place));
    const where = [
      '--home',
      home,
      '--root',
      home,
      '--repo',
      join(home, 'work'),
      '--format',
      'ndjson',
      '--quiet',
    ];
    const rows = (command) =>
      run([command, ...where])
        .split('\n')
        .filter(Boolean).length;
    items += rows('posture');
    rows('exposure');
    return rows('mcp');
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** Exit code 3 is right here: there are no transcripts. Any other failure is one. */
function run(given) {
  try {
    return execFileSync('node', ['dist/main.js', ...given], { encoding: 'utf8', maxBuffer: 1 << 28 });
  } catch (error) {
    if (error.status === 1 || error.status === 3) return error.stdout;
    throw error;
  }
}

function* walk(folder) {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* walk(path);
    else yield path;
  }
}
