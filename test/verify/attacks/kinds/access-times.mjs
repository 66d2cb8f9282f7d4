// Access times: when a file was last read is evidence, too.
import { lstatSync, lutimesSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ordinaryHome, write } from '../evidence.mjs';
import { accessTimes } from '../tree-digest.mjs';

const commands = {
  report: ({ home }) => ['report', '--home', home, '--format', 'json', '--output', '-'],
  sessions: ({ home }) => ['sessions', '--home', home, '--format', 'ndjson'],
  scan: ({ home }) => ['scan', home, '--home', home, '--format', 'json'],
  git: ({ home }) => ['git', '--home', home, '--format', 'json'],
  rollback: ({ home }) => ['rollback', '--home', home, '--format', 'json'],
  mcp: ({ home }) => ['mcp', '--home', home, '--format', 'json'],
  posture: ({ home }) => ['posture', '--home', home, '--format', 'json'],
  exposure: ({ home }) => ['exposure', '--home', home, '--format', 'json'],
  replay: ({ home }) => ['replay', '--home', home, '--format', 'json'],
  assess: ({ home }) => ['assess', '--home', home, '--output', '-'],
  collect: ({ home, out }) => ['collect', join(out, 'bag'), '--home', home, '--format', 'json'],
};

/** Git reads these itself, and has no way to leave their times alone; docs/evidence-handling.md says so. */
const readByGit = /\/\.git\/objects\/|\/work\/(?:a\.txt|b\.txt|new\.txt|\.gitignore|\.gitattributes)$/;

export const accessTimesKind = {
  name: 'access times',
  scenarios: () =>
    Object.entries(commands).map(([name, argv]) => {
      let before;
      return {
        name,
        build(place) {
          ordinaryHome(place);
          write(join(place.home, '.codex/config.toml'), 'approval_policy = "never"\n');
          write(join(place.home, '.bash_history'), 'claude --dangerously-skip-permissions\n');
          write(join(place.repository, '.mcp.json'), '{"mcpServers":{}}');
          write(join(place.home, '.aws/credentials'), '[default]\n');
          makeOld(place.evidence);
          before = accessTimes(place.evidence);
        },
        attacks: [
          {
            name: `access times of files, ${name}`,
            reached(place) {
              const after = accessTimes(place.evidence);
              return [...before]
                .filter(([path, time]) => after.get(path) !== time && !readByGit.test(path))
                .map(([path]) => path.slice(place.evidence.length))
                .join(', ');
            },
          },
        ],
        runs: (place) => [argv(place)],
      };
    }),
};

/** Most systems write an access time only where it is older than the last change, or than a day. */
function makeOld(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) makeOld(path);
    else lutimesSync(path, 1_700_000_000, lstatSync(path).mtimeMs / 1000);
  }
}
