import type { Call } from './call.ts';
import { plainField } from './field.ts';
import type { Origin } from './stream.ts';

/** Longer programs are read at their start only. */
const longestCode = 64 * 1024;
const mostMatches = 200;

type Doing = (call: Call, argument: string, origins: readonly Origin[]) => void;

interface Pattern {
  readonly pattern: RegExp;
  readonly does: Doing;
}

const possible = { certainty: 'possible' } as const;
const string = String.raw`[rbfu]{0,2}(["'\x60])((?:(?!\1)[^\\\n]|\\.){1,2000})\1`;

function calling(names: string): RegExp {
  return new RegExp(String.raw`(?<![\w$])(?:${names})\s{0,4}\(?\s{0,20}${string}`, 'g');
}

/**
 * Calls that delete, write, read, send or run, in the languages that one-liners are written in. This is a look at the
 * text and not an understanding of it, so every effect is only `possible`.
 */
const patterns: readonly Pattern[] = [
  {
    pattern: calling(
      String.raw`(?:shutil\.)?rmtree|os\.(?:remove|unlink|rmdir|removedirs)|(?:fs\.|fsPromises\.|fsp\.)?(?:rmSync|rm|rmdirSync|rmdir|unlinkSync|unlink)|file\.remove|FileUtils\.rm(?:_rf|_r|_f)?|File\.(?:delete|unlink)|Dir\.(?:rmdir|delete)|remove_tree`,
    ),
    does: (call, path) => call.delete(plainField(path), { ...possible, traits: ['recursive'] }),
  },
  {
    pattern: new RegExp(String.raw`Path\(\s{0,9}${string}\s{0,9}\)\s{0,9}\.\s{0,9}(?:unlink|rmdir)`, 'g'),
    does: (call, path) => call.delete(plainField(path), possible),
  },
  {
    pattern: calling(
      String.raw`os\.system|os\.popen|os\.execute|system2|(?:subprocess\.)?(?:run|call|check_call|check_output|Popen|getoutput)|(?:child_process\.)?(?:execSync|spawnSync|exec|spawn|execFileSync)|do shell script|system|shell_exec|passthru|proc_open|popen`,
    ),
    does: (call, command) => {
      call.runSource(plainField(command), { certainty: 'possible' });
    },
  },
  {
    pattern: calling(
      String.raw`(?:fs\.|fsPromises\.|fsp\.)?(?:writeFileSync|appendFileSync|writeFile|appendFile|createWriteStream)|File\.write|file_put_contents`,
    ),
    does: (call, path) => call.write(plainField(path), undefined, possible),
  },
  {
    pattern: new RegExp(
      String.raw`(?<![\w$])open\s{0,4}\(\s{0,20}${string}\s{0,9},\s{0,9}["'][waxr]?b?[+wax]`,
      'g',
    ),
    does: (call, path) => call.write(plainField(path), undefined, possible),
  },
  {
    pattern: calling(
      String.raw`open|(?:fs\.|fsPromises\.|fsp\.)?(?:readFileSync|readFile|createReadStream)|File\.read|IO\.read|file_get_contents`,
    ),
    does: (call, path) => {
      if (/^https?:/.test(path)) call.network('connect', path, possible);
      else call.read(plainField(path), possible);
    },
  },
  {
    pattern: calling(
      String.raw`requests\.(?:post|put|patch)|httpx\.(?:post|put|patch)|axios\.(?:post|put|patch)|Net::HTTP\.post`,
    ),
    does: (call, url, origins) => call.network('upload', url, { ...possible, origins }),
  },
  {
    pattern: calling(
      String.raw`requests\.get|httpx\.get|(?:urllib\.request\.)?(?:urlopen|urlretrieve)|fetch|axios(?:\.get)?|download\.file|https?\.get|Net::HTTP\.get|curl_init|URI\.open`,
    ),
    does: (call, url) => call.network('connect', url, possible),
  },
];

const decodes =
  /\b(?:b64decode|urlsafe_b64decode|a85decode|b32decode|unhexlify|fromhex|atob|base64_decode|decode_base64|unpack1?|FromBase64String)\s?\(|['"]base64['"]|['"]hex['"]\s?\)/;
const runs =
  /(?<![\w.])(?:exec|eval|compile|Function|system|popen|assert)\s?\(|\b(?:os\.(?:system|popen|exec\w*)|subprocess\.\w+|child_process|execSync|spawnSync|shell_exec|passthru|proc_open|pty\.spawn)\b/;
const runsFetched =
  /\b(?:exec|eval|compile)\s?\([^\n]{0,200}(?:urlopen|requests\.get|urllib|httpx\.get|fetch\(|https?\.get)/;
const sockets =
  /\bsocket\.socket\b|\bnew\s+net\.Socket\b|\bnet\.connect\b|\bTCPSocket\b|\bfsockopen\b|IO::Socket/;

/** What only the whole text tells: code that hides what it runs, or takes it from the network. */
function wholeEffects(call: Call, text: string): void {
  const isRunning = runs.test(text);
  const origins: Origin[] = [];
  if (isRunning && decodes.test(text)) origins.push('encoded');
  if (runsFetched.test(text) || (isRunning && sockets.test(text))) origins.push('from-network');
  if (origins.length > 0) call.emit('execute', call.program, { certainty: 'likely', origins });
  if (!origins.includes('encoded')) return;
  for (const [, literal] of text.matchAll(/["']([A-Za-z0-9+/_-]{16,4000}={0,2})["']/g)) {
    const source = Buffer.from(literal ?? '', 'base64').toString('utf8');
    if (/^[\x09\x0a\x0d\x20-\x7e]+$/.test(source))
      call.runSource(plainField(source), { certainty: 'possible' });
  }
}

/** Best effort for programs in other languages, given as text: `python -c`, a script that the session wrote. */
export function scriptEffects(call: Call, code: string): void {
  const text = code.slice(0, longestCode);
  if (code.length > longestCode) call.analysis.problem('oversized');
  wholeEffects(call, text);
  for (const { pattern, does } of patterns) {
    let left = mostMatches;
    for (const match of text.matchAll(pattern)) {
      left -= 1;
      if (left < 0) break;
      if (match[2]) does(call, match[2], []);
    }
  }
}
