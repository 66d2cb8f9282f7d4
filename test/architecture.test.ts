import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const source = fileURLToPath(new URL('../src', import.meta.url));

/** Which stages each folder of `src` may import. `types` means: `import type` only. */
const stages: Record<string, Record<string, 'any' | 'types'>> = {
  secrets: { secrets: 'any' },
  'property-lists': { 'property-lists': 'any', evidence: 'types' },
  evidence: { evidence: 'any', secrets: 'any', 'property-lists': 'any' },
  preserve: { preserve: 'any', evidence: 'any', secrets: 'any' },
  shell: { shell: 'any', evidence: 'types' },
  scan: { scan: 'any', shell: 'any', 'property-lists': 'any', evidence: 'types' },
  events: { events: 'any', shell: 'any', secrets: 'any', evidence: 'types' },
  detect: { detect: 'any', events: 'types', shell: 'types', evidence: 'types', scan: 'types' },
  permissions: { permissions: 'any', shell: 'any', events: 'types', evidence: 'types' },
  hook: { hook: 'any', permissions: 'any', shell: 'any', events: 'any' },
  harden: { harden: 'any', hook: 'any', permissions: 'any', scan: 'any', 'property-lists': 'any' },
  assess: {
    assess: 'any',
    detect: 'types',
    events: 'types',
    shell: 'types',
    evidence: 'types',
    scan: 'types',
  },
  fleet: {
    fleet: 'any',
    secrets: 'any',
    shell: 'any',
    scan: 'any',
    events: 'any',
    detect: 'types',
    evidence: 'types',
    assess: 'types',
    report: 'types',
  },
  report: {
    report: 'any',
    secrets: 'any',
    assess: 'types',
    detect: 'types',
    events: 'types',
    shell: 'types',
    evidence: 'types',
    scan: 'types',
    preserve: 'types',
    permissions: 'types',
    hook: 'types',
    harden: 'types',
    fleet: 'types',
  },
  commands: {
    commands: 'any',
    secrets: 'any',
    evidence: 'any',
    preserve: 'any',
    shell: 'any',
    scan: 'any',
    events: 'any',
    detect: 'any',
    permissions: 'any',
    hook: 'any',
    harden: 'any',
    assess: 'any',
    fleet: 'any',
  },
  cli: {
    cli: 'any',
    harden: 'any',
    commands: 'any',
    report: 'any',
    fleet: 'any',
    assess: 'types',
    evidence: 'types',
  },
  '.': { cli: 'any', '.': 'any' },
};

/** Small vocabularies at the top that every stage may import. */
const everywhere = ['errors.ts', 'level.ts', 'version.ts'];

/** Which folders (or single files) may import what from outside; anything else from outside is refused. */
const outside: Record<string, readonly string[]> = {
  'node:fs': [
    'harden/root-files.ts',
    'hook',
    'evidence',
    'preserve',
    'detect/load-queries.ts',
    'fleet/load',
    'fleet/hunts/load-hunts.ts',
    'fleet/spool',
    'cli',
  ],
  'node:fs/promises': ['evidence', 'cli'],
  'node:crypto': [
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
  'node:buffer': ['evidence'],
  'node:path': [
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
    'cli',
  ],
  'node:net': ['detect', 'events'],
  'node:url': ['detect/load-queries.ts', 'fleet/hunts/load-hunts.ts', 'evidence', 'shell', 'commands'],
  'node:v8': ['main.ts'],
  'node:util': ['cli/run-hook.ts'],
  'node:os': ['process-io.ts', 'evidence', 'commands'],
  'node:events': ['preserve', 'process-io.ts'],
  'node:stream': ['preserve', 'evidence', 'fleet/load', 'report', 'commands'],
  'node:timers/promises': ['fleet/clickhouse'],
  'node:worker_threads': ['evidence', 'commands'],
  'node:zlib': ['evidence', 'preserve', 'fleet/load'],
  'node:string_decoder': ['evidence'],
  'simple-git': ['evidence'],
  'fast-glob': ['evidence'],
  commander: ['cli'],
  chalk: ['report'],
  'cli-table3': ['report'],
  'string-width': ['report'],
  ndjson: ['report', 'commands'],
  sarif: ['report'],
  unbash: ['shell/parse.ts'],
  yaml: ['harden', 'detect', 'scan', 'evidence', 'fleet/hunts/load-hunts.ts'],
  saxes: ['property-lists'],
  'bplist-parser': ['property-lists'],
  'smol-toml': ['evidence', 'scan'],
  'jsonc-parser': ['evidence', 'scan'],
  ignore: ['evidence'],
  'markdown-it': ['report'],
  tar: ['preserve'],
  'age-encryption': ['preserve'],
  '@duckdb/node-api': ['fleet/duckdb'],
};

interface Import {
  readonly file: string;
  readonly specifier: string;
  readonly typeOnly: boolean;
}

const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
);
const imports = files.flatMap(importsOf);

describe('the architecture', () => {
  it('reads at least one import, so that the following cannot pass on nothing', () => {
    expect(imports.length).toBeGreaterThan(10);
  });

  it('lets a stage see only earlier stages', () => {
    expect(imports.filter(({ specifier }) => specifier.startsWith('.')).flatMap(stageBreach)).toEqual([]);
  });

  it('lets only the named stages import from outside', () => {
    expect(imports.filter(({ specifier }) => !specifier.startsWith('.')).flatMap(outsideBreach)).toEqual([]);
  });

  it('has no import cycles', () => {
    expect(cycles()).toEqual([]);
  });

  it('touches process and console only at the entries', () => {
    const touching = files
      .filter((file) => !['main.ts', 'hook-main.ts', 'process-io.ts'].includes(file))
      .filter((file) => /(?<![\w.'"`/-])(?:process|console)\s*\.\s*\w/.test(code(file)))
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
    expect(files.filter((file) => !/^(?:[a-z0-9-]+\/)*[a-z0-9-]+\.ts$/.test(file))).toEqual([]);
  });
});

function stageBreach({ file, specifier, typeOnly }: Import): string[] {
  const target = relative(source, resolve(source, dirname(file), specifier));
  if (everywhere.includes(target)) return [];
  const allowed = stages[stageOf(file)]?.[stageOf(target)];
  if (allowed === 'any' || (allowed === 'types' && typeOnly)) return [];
  const reason = allowed === 'types' ? 'may import only types from' : 'may not see';
  return [`${file}: ${stageOf(file)} ${reason} ${stageOf(target)} (${specifier})`];
}

function outsideBreach({ file, specifier }: Import): string[] {
  const places = outside[specifier];
  if (!places) return [`${file}: ${specifier} is in no row of the table`];
  if (places.some((place) => file === place || file.startsWith(`${place}/`))) return [];
  return [`${file}: ${specifier} belongs to ${places.join(', ')}`];
}

function stageOf(file: string): string {
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

function cycles(): string[] {
  const edges = new Map<string, string[]>();
  for (const { file, specifier, typeOnly } of imports) {
    if (typeOnly || !specifier.startsWith('.')) continue;
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
