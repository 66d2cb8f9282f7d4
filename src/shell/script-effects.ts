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
      String.raw`(?:shutil\.)?rmtree|os\.(?:remove|unlink|rmdir|removedirs)|(?:fs\.|fsPromises\.|fsp\.)?(?:rmSync|rm|rmdirSync|rmdir|unlinkSync|unlink)|FileUtils\.rm(?:_rf|_r|_f)?|File\.(?:delete|unlink)|Dir\.(?:rmdir|delete)|remove_tree`,
    ),
    does: (call, path) => call.delete(plainField(path), { ...possible, traits: ['recursive'] }),
  },
  {
    pattern: new RegExp(String.raw`Path\(\s{0,9}${string}\s{0,9}\)\s{0,9}\.\s{0,9}(?:unlink|rmdir)`, 'g'),
    does: (call, path) => call.delete(plainField(path), possible),
  },
  {
    pattern: calling(
      String.raw`os\.system|os\.popen|(?:subprocess\.)?(?:run|call|check_call|check_output|Popen|getoutput)|(?:child_process\.)?(?:execSync|spawnSync|exec|spawn|execFileSync)|system|shell_exec|passthru|proc_open|popen`,
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
      String.raw`requests\.get|httpx\.get|(?:urllib\.request\.)?(?:urlopen|urlretrieve)|fetch|axios(?:\.get)?|https?\.get|Net::HTTP\.get|curl_init|URI\.open`,
    ),
    does: (call, url) => call.network('connect', url, possible),
  },
];

/** Best effort for programs in other languages, given as text: `python -c`, a script that the session wrote. */
export function scriptEffects(call: Call, code: string): void {
  const text = code.slice(0, longestCode);
  if (code.length > longestCode) call.analysis.problem('oversized');
  for (const { pattern, does } of patterns) {
    let left = mostMatches;
    for (const match of text.matchAll(pattern)) {
      left -= 1;
      if (left < 0) break;
      if (match[2]) does(call, match[2], []);
    }
  }
}
