import { createHash } from 'node:crypto';
import { stringify } from 'yaml';
import { type UnattendedLaunch, unattendedLaunches } from './unattended-launch.ts';

/** A file of detection content. */
export interface DetectionFile {
  /** Below the folder of the detections. */
  readonly path: string;
  readonly text: string;
}

const products = ['linux', 'macos', 'windows'] as const;
type Product = (typeof products)[number];

/** One process_creation rule a launch and product. https://sigmahq.io/sigma-specification/specification/sigma-rules-specification.html */
export function sigmaRules(): readonly DetectionFile[] {
  return unattendedLaunches.flatMap((launch) =>
    products.map((product) => ({
      path: `sigma/${product}/${launch.id}.yml`,
      text: stringify(rule(launch, product), { lineWidth: 0 }),
    })),
  );
}

function rule(launch: UnattendedLaunch, product: Product) {
  const windows = product === 'windows';
  const separator = windows ? '\\' : '/';
  const packages = launch.packages.filter((name) => name.includes('\\') === windows || !/[\\]/.test(name));
  return {
    title: launch.title.slice(0, 110),
    id: uuidOf(`${launch.id} ${product}`),
    status: 'experimental',
    description: `${launch.agent} is started in a way that runs tool calls without asking anyone.`,
    references: [launch.documentation],
    author: 'yolo-triage',
    date: '2026-11-20',
    tags: ['attack.execution', 'attack.t1059'],
    logsource: { category: 'process_creation', product },
    detection: {
      selection_program: [
        { 'Image|endswith': launch.programs.map((name) => `${separator}${name}${windows ? '.exe' : ''}`) },
        ...launch.paths
          .filter((path) => path.startsWith(separator))
          .map((path) => ({ 'Image|contains': path })),
        ...packages.map((name) => ({ 'CommandLine|contains': name })),
      ],
      selection_words: wordsOf(launch),
      condition: 'selection_program and selection_words',
    },
    falsepositives: ['A prompt on the command line that quotes the option'],
    level: launch.level,
  };
}

function wordsOf({ words, switches }: UnattendedLaunch) {
  const contained = {
    'CommandLine|contains': [...words.map((word) => ` ${word}`), ...switches.map((word) => ` ${word} `)],
  };
  if (switches.length === 0) return contained;
  return [contained, { 'CommandLine|endswith': switches.map((word) => ` ${word}`) }];
}

/** The same rule has the same id in every run, so that it can be updated in place. */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(`yolo-triage ${text}`).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
