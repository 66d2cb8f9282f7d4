import { isAgentRecord } from '../agent-records.ts';
import type { Reader } from '../data/key-routes.ts';
import { readJson } from '../data/read-json.ts';
import { readYaml } from '../data/read-yaml.ts';
import { scanData } from '../data/scan-data.ts';
import { toldByStructure } from '../data/structure.ts';
import type { FileName, Form, ScannedText } from '../form.ts';
import { plainSurroundings } from '../form.ts';
import { hostScope } from '../host-scope.ts';
import type { Isolation } from '../isolation.ts';
import type { Site, Surroundings } from '../site.ts';
import { isDetectionPath } from '../source/test-regions.ts';

interface DataForm {
  readonly name: string;
  readonly matches: (file: FileName) => boolean;
  readonly scope: Surroundings['scope'];
  readonly isolation?: Isolation;
  /** Whether the tool that reads the file runs its commands as they stand. */
  readonly runs?: true;
  readonly always?: true;
  /** The program that reads the file; one that runs its commands where it is not said. */
  readonly reader?: Reader;
  readonly notes?: (file: FileName) => readonly string[];
}

const yaml = /^ya?ml$/;
const json = /^(?:json[c5]?|code-workspace|ipynb)$/;

const repositorySettings =
  'in the shared or local settings of a repository: Claude Code ignores defaultMode there from 2.1.257 on, before 2.1.53 it took effect without the trust dialog';

/** Data files whose tools are known, the most particular first. */
const known: readonly DataForm[] = [
  {
    name: 'claude-settings',
    matches: ({ path, name }) =>
      /(?:^|\/)(?:\.claude|\.config\/claude(?:-code)?|claude)\/(?:[^/]+\/)*settings[^/]*\.json/.test(
        path.toLowerCase(),
      ) ||
      /^(?:managed-settings|remote-settings)\.json$/.test(name) ||
      /\/managed-settings\.d\/[^/]+\.json$/.test(path),
    scope: 'settings',
    always: true,
    reader: 'settings',
    notes: ({ path, name }) =>
      /^managed|remote/.test(name) ||
      /^\/(?:home|Users|root)(?:\/[^/]+)?\/\.claude\/settings\.json$/.test(path)
        ? []
        : [repositorySettings],
  },
  {
    name: 'claude-state',
    matches: ({ name }) => /^\.?claude\.json/.test(name),
    scope: 'settings',
    reader: 'state',
  },
  {
    name: 'vscode',
    matches: ({ path }) =>
      /(?:\/\.vscode|\/(?:Code|Code - Insiders|VSCodium|Cursor|Windsurf)\/User(?:\/profiles\/[^/]+)?)\/(?:settings|tasks|launch|keybindings)\.json/.test(
        path,
      ) || /\.code-workspace$/.test(path),
    scope: 'editor',
    reader: 'editor',
  },
  {
    name: 'zed',
    matches: ({ path }) => /\/\.?zed\/(?:settings|tasks|keymap)\.json/.test(path),
    scope: 'editor',
    reader: 'editor',
  },
  {
    name: 'devcontainer',
    matches: ({ path, name }) => name === 'devcontainer.json' || /\/\.devcontainer\/[^/]*\.json/.test(path),
    scope: 'container-image',
    isolation: 'devcontainer',
    runs: true,
  },
  {
    name: 'compose',
    matches: ({ name }) => /^(?:.*[._-])?compose(?:[._-].*)?\.ya?ml$/.test(name),
    scope: 'container-image',
    isolation: 'container',
    runs: true,
  },
  {
    name: 'ci',
    matches: ({ path, name, extension }) =>
      (yaml.test(extension) &&
        /\/(?:\.github\/workflows|\.forgejo\/workflows|\.gitea\/workflows|\.circleci|\.buildkite|\.gitlab(?:-ci)?|\.azure-?pipelines?|\.woodpecker|\.tekton|\.semaphore|\.teamcity)\//.test(
          path,
        )) ||
      /^(?:action|azure-pipelines[^/]*|\.gitlab-ci[^/]*|\.travis|appveyor|\.appveyor|bitbucket-pipelines|\.drone|\.woodpecker|buildkite|pipeline|cloudbuild|buildspec|\.cirrus|codemagic|wercker|screwdriver|semaphore)\.ya?ml$/.test(
        name,
      ),
    scope: 'ci-job',
    isolation: 'ci-runner',
    runs: true,
  },
  {
    name: 'package',
    matches: ({ name }) => /^(?:package|composer|deno)\.jsonc?$/.test(name),
    scope: 'repository-script',
    runs: true,
  },
  {
    name: 'tasks',
    matches: ({ name }) =>
      /^(?:taskfile(?:[._-].*)?|lefthook|\.pre-commit-config|mprocs|process-compose|turbo|\.?mise)\.ya?ml$/.test(
        name,
      ),
    scope: 'repository-script',
    runs: true,
  },
  {
    name: 'kubernetes',
    matches: ({ path, extension }) =>
      yaml.test(extension) && /\/(?:k8s|kubernetes|manifests|helm|charts)\//.test(path),
    scope: 'container-image',
    isolation: 'container',
    runs: true,
  },
  {
    name: 'cloud-init',
    matches: ({ name, head }) =>
      /^(?:user-?data|cloud-?(?:init|config))/.test(name) || /^#cloud-config/.test(head),
    scope: 'repository-script',
    runs: true,
  },
];

const isYaml = ({ extension }: FileName) => yaml.test(extension);

export const dataForms: readonly Form[] = [
  ...known.map(toForm),
  toForm({ name: 'yaml', matches: isYaml, scope: 'settings', reader: 'unknown' }),
  toForm({
    name: 'json',
    matches: ({ extension }) => json.test(extension),
    scope: 'settings',
    reader: 'unknown',
  }),
];

function toForm(form: DataForm): Form {
  return {
    name: form.name,
    matches: form.matches,
    ...(form.always && { always: true as const }),
    scan: (text) => {
      if (isAgentRecord(text.file.path)) return { sites: [] };
      const data =
        isYaml(text.file) || /^#cloud-config/.test(text.file.head)
          ? readYaml(text.text)
          : readJson(text.text);
      const told = form.reader === 'unknown' ? { ...form, ...toldByStructure(data) } : form;
      const sites = scanData(data, {
        // A tool runs the file's commands, whatever the file is called: `.github/workflows/test.yml`.
        text: told.runs ? { ...text, test: false } : text,
        surroundings: surroundingsOf(told, text),
        kind: told.runs ? 'invocation' : 'definition',
        reader: told.reader ?? 'tool',
        isCautious: told.reader === 'unknown' && isDetectionPath(text.file.relative),
      });
      return { sites: shifted(sites, text.firstLine), broken: data.broken };
    },
  };
}

function surroundingsOf(
  { scope, isolation = 'none', notes }: Pick<DataForm, 'scope' | 'isolation' | 'notes'>,
  { outer, file }: ScannedText,
): Surroundings {
  if (outer) return { ...outer, scope: hostScope(outer.scope, scope) };
  return { ...plainSurroundings(scope), isolation, notes: notes?.(file) ?? [] };
}

function shifted(sites: readonly Site[], firstLine: number): Site[] {
  const by = firstLine - 1;
  return sites
    .map(withOwnNotes)
    .map((site) => ({ ...site, line: site.line + by, from: site.from + by, to: site.to + by }));
}

/** What is said of `defaultMode` in a repository is true of that setting alone. */
function withOwnNotes(site: Site): Site {
  if (site.route === 'default-mode-setting') return site;
  const notes = site.surroundings.notes.filter((note) => note !== repositorySettings);
  return { ...site, surroundings: { ...site.surroundings, notes } };
}
