import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { rooms, withHouse } from '../docs/house.mjs';

const source = fileURLToPath(new URL('../src', import.meta.url));

/** Small vocabularies at the top that every stage may import. */
const everywhere = [
  'errors.ts',
  'json-object.ts',
  'level.ts',
  'state.ts',
  'chain-sign.ts',
  'longest-pause.ts',
  'own-files.ts',
  'shown-text.ts',
  'regular-file.ts',
  'unfinished.ts',
  'unseen-characters.ts',
  'version.ts',
];

/** Which folders (or single files) may import what from outside; anything else from outside is refused. */
const outside: Record<string, readonly string[]> = {
  'node:fs': [
    'regular-file.ts',
    'own-files.ts',
    'unfinished.ts',
    'harden/root-files.ts',
    'hook',
    'evidence',
    'preserve',
    'detect/load-queries.ts',
    'fleet/load',
    'fleet/spool',
    'cli',
  ],
  'node:fs/promises': ['evidence', 'cli'],
  'node:crypto': [
    'transcripts',
    'mcp',
    'harden',
    'hook',
    'preserve',
    'secrets',
    'evidence',
    'events',
    'scan',
    'detect',
    'assess',
    'fleet',
    'report',
    'process-io.ts',
  ],
  'node:buffer': ['evidence', 'transcripts'],
  'node:path': [
    'invocation',
    'transcripts',
    'investigation',
    'harden',
    'hook',
    'permissions',
    'preserve',
    'evidence',
    'events',
    'shell',
    'scan',
    'detect',
    'assess',
    'fleet',
    'commands',
    'row-sources',
    'cli',
    'own-files.ts',
  ],
  'node:net': ['detect', 'events', 'mcp'],
  'node:url': ['own-files.ts', 'evidence', 'transcripts', 'shell', 'commands'],
  'node:v8': ['main.ts'],
  'node:vm': ['hook/within-deadline.ts'],
  'node:util': ['cli/run-hook.ts'],
  'node:os': ['process-io.ts', 'evidence', 'transcripts', 'investigation/collection'],
  'node:events': ['preserve', 'process-io.ts'],
  'node:stream': ['preserve', 'evidence', 'fleet/load', 'report', 'commands'],
  'node:timers/promises': ['fleet/clickhouse'],
  'node:sea': ['own-files.ts'],
  'node:worker_threads': ['own-files.ts', 'evidence', 'transcripts'],
  'node:zlib': ['evidence', 'preserve', 'fleet/load', 'report/casebook/member.ts'],
  'node:string_decoder': ['evidence'],
  'simple-git': ['evidence'],
  'fast-glob': ['evidence'],
  commander: ['cli'],
  chalk: ['report'],
  'cli-table3': ['report'],
  'string-width': ['report'],
  ndjson: ['report', 'commands'],
  sarif: ['report'],
  unbash: ['shell/parse.ts', 'evidence/environment/shell-settings.ts'],
  '@lezer/common': ['shell/languages', 'scan/source/read-tree.ts'],
  '@lezer/javascript': ['shell/languages/grammars.ts', 'scan/source/read-tree.ts'],
  '@lezer/php': ['shell/languages/grammars.ts'],
  '@lezer/python': ['shell/languages/grammars.ts', 'scan/source/read-tree.ts'],
  yaml: [
    'harden',
    'detect',
    'scan',
    'evidence',
    'fleet/hunts/load-hunts.ts',
    'shell/runners/structured-text.ts',
  ],
  saxes: ['evidence/property-lists', 'evidence/foreign-logs/framings/xml.ts', 'scan/forms/xml.ts'],
  'bplist-parser': ['evidence/property-lists'],
  fzstd: ['evidence/lines/zstandard'],
  'node-sqlite3-wasm': ['evidence/database'],
  'smol-toml': ['evidence', 'scan', 'shell/runners/structured-text.ts'],
  'jsonc-parser': ['evidence', 'scan'],
  ignore: ['evidence'],
  'markdown-it': ['report'],
  tar: ['preserve'],
  'age-encryption': ['preserve'],
  '@duckdb/node-api': ['fleet/duckdb'],
  preact: ['report/casebook/page'],
  'preact/hooks': ['report/casebook/page'],
  // Our own: the page's script in one piece, see build/page-script.mjs.
  'casebook:page': ['report/casebook/casebook.ts'],
};

interface Import {
  readonly file: string;
  readonly specifier: string;
  readonly typeOnly: boolean;
}

const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /\.tsx?$/.test(file),
);
const imports = files.flatMap(importsOf);

/** An import from one room into another. */
interface Arrow extends Import {
  readonly from: string;
  readonly to: string;
}

const arrows: readonly Arrow[] = imports.flatMap((one) => {
  if (!one.specifier.startsWith('.')) return [];
  const target = relative(source, resolve(source, dirname(one.file), one.specifier));
  const [from, to] = [roomOf(one.file), roomOf(target)];
  const isGround = rooms.some(({ name, isGround: ground }) => ground && name === to);
  const isFree = from === '.' || from === to || isGround || everywhere.includes(target);
  return isFree ? [] : [{ ...one, from, to }];
});

describe('the architecture', () => {
  it('reads at least one import, so that the following cannot pass on nothing', () => {
    expect(imports.length).toBeGreaterThan(10);
  });

  it('lets a room see only those that it has a reason to see', () => {
    expect(arrows.flatMap(roomBreach)).toEqual([]);
  });

  it('has no reason that no import needs', () => {
    expect(rooms.flatMap(unusedReasons)).toEqual([]);
  });

  it('has every room in the house, and sees only downwards', () => {
    const built = [...new Set(files.map(roomOf))].filter((name) => name !== '.').sort();
    expect(rooms.map(({ name }) => name).sort()).toEqual(built);
    const floor = new Map(rooms.map(({ name }, index) => [name, index]));
    const upwards = rooms.flatMap(({ name, sees, types }, index) =>
      Object.keys({ ...sees, ...types })
        .filter((seen) => (floor.get(seen) ?? Number.POSITIVE_INFINITY) >= index)
        .map((seen) => `${name} sees ${seen}, which is no earlier room`),
    );
    expect(upwards).toEqual([]);
  });

  it('is drawn in docs/architecture.md as it is (else: npm run docs)', () => {
    const page = readFileSync(fileURLToPath(new URL('../docs/architecture.md', import.meta.url)), 'utf8');
    expect(page).toBe(withHouse(page));
    expect(page).toContain('<!-- rooms -->');
    expect(page).toContain('<!-- arrows -->');
  });

  it('lets only the named stages import from outside', () => {
    expect(imports.filter(({ specifier }) => !specifier.startsWith('.')).flatMap(outsideBreach)).toEqual([]);
  });

  it('has no import cycles, of types either', () => {
    expect(cycles()).toEqual([]);
  });

  it('touches process and console only at the entries', () => {
    const touching = files
      .filter((file) => !['main.ts', 'hook-main.ts', 'process-io.ts'].includes(file))
      .filter((file) => /(?<![\w.'"`/-])(?:process|console)\s*\.\s*\w/.test(withoutStrings(code(file))))
      .map((file) => `${file}: process and console belong to process-io.ts; take what is needed from Io`);
    expect(touching).toEqual([]);
  });

  it('reaches the network only where a fleet is loaded', () => {
    const reaching = files
      .filter((file) => file !== 'fleet/clickhouse/server.ts')
      .filter((file) => /(?<![\w.'"`/-])fetch\(|\bnew WebSocket\(/.test(code(file)))
      .map((file) => `${file}: the one address that a user names is asked in fleet/clickhouse/server.ts`);
    expect(reaching).toEqual([]);
  });

  it('takes the clock only from Io', () => {
    const asking = files
      .filter((file) => file !== 'process-io.ts')
      .filter((file) => /new Date\(\s*\)|Date\.now\(/.test(code(file)))
      .map((file) => `${file}: the clock comes through Io`);
    expect(asking).toEqual([]);
  });

  it('builds and documents itself without the tests', () => {
    const project = join(source, '..');
    const scripts = ['build', 'docs', 'fixtures', 'src']
      .flatMap((folder) =>
        readdirSync(join(project, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
          join(folder, file),
        ),
      )
      .filter((file) => file.endsWith('.mjs'));
    expect(scripts.length).toBeGreaterThan(3);
    const leaning = ['build.mjs', ...scripts].filter((file) =>
      /from '[^']*\btest\//.test(readFileSync(join(project, file), 'utf8')),
    );
    expect(leaning).toEqual([]);
  });

  it('names files in kebab-case', () => {
    expect(files.filter((file) => !/^(?:[a-z0-9-]+\/)*[a-z0-9-]+(?:\.d)?\.tsx?$/.test(file))).toEqual([]);
  });
});

function roomBreach({ from, to, typeOnly, file, specifier }: Arrow): string[] {
  const room = rooms.find(({ name }) => name === from);
  const isSeen = room?.sees[to] !== undefined || (typeOnly && room?.types?.[to] !== undefined);
  return isSeen
    ? []
    : [`${file}: ${from} has no reason to see ${typeOnly ? 'types of ' : ''}${to} (${specifier})`];
}

function unusedReasons({ name, sees, types = {} }: (typeof rooms)[number]): string[] {
  const used = arrows.filter(({ from }) => from === name);
  const values = Object.keys(sees).filter(
    (seen) => !used.some(({ to, typeOnly }) => to === seen && !typeOnly),
  );
  const onlyTypes = Object.keys(types).filter((seen) => !used.some(({ to }) => to === seen));
  return [
    ...values.map((seen) => `${name} imports no value of ${seen}`),
    ...onlyTypes.map((seen) => `${name} imports no type of ${seen}`),
  ];
}

function outsideBreach({ file, specifier }: Import): string[] {
  const places = outside[specifier];
  if (!places) return [`${file}: ${specifier} is in no row of the table`];
  if (places.some((place) => file === place || file.startsWith(`${place}/`))) return [];
  return [`${file}: ${specifier} belongs to ${places.join(', ')}`];
}

function roomOf(file: string): string {
  return file.includes('/') ? (file.split('/')[0] ?? '.') : '.';
}

function importsOf(file: string): Import[] {
  const statements = code(file).matchAll(
    /(?:import|export)\s+(type\s+)?(?:[\w*\s{},$]+?\sfrom\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g,
  );
  return [...statements].map(([, type, fixed, lazy]) => ({
    file,
    specifier: fixed ?? lazy ?? '',
    typeOnly: type !== undefined,
  }));
}

function code(file: string): string {
  return readFileSync(join(source, file), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '');
}

/** Names of a program's objects in data are no use of ours. */
function withoutStrings(text: string): string {
  return text.replace(/'(?:[^'\\\n]|\\.)*'/g, "''");
}

function cycles(): string[] {
  const edges = new Map<string, string[]>();
  for (const { file, specifier } of imports) {
    if (!specifier.startsWith('.')) continue;
    const target = relative(source, resolve(source, dirname(file), specifier));
    edges.set(file, [...(edges.get(file) ?? []), target]);
  }
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) found.push([...path.slice(path.indexOf(file)), file].join(' → '));
    if (done.has(file) || path.includes(file)) return;
    for (const next of edges.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  return found;
}
