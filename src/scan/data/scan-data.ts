import { argvRoutes } from '../argv-routes.ts';
import type { ScannedText } from '../form.ts';
import { guardOf } from '../guard.ts';
import { strongerIsolation } from '../isolation.ts';
import { mayTakeRoute } from '../may-take-route.ts';
import { scanShell } from '../shell/scan-shell.ts';
import type { Site, Surroundings } from '../site.ts';
import { below, type DataFile, type DataNode, environmentOf, textOf } from './data-node.ts';
import { isolationOfMap, multiplicityOf } from './job-surroundings.ts';
import { roleOf } from './key-roles.ts';
import { keyMatches } from './key-routes.ts';
import { readJson } from './read-json.ts';

/** How the commands in a data file count. */
export interface DataScan {
  readonly text: ScannedText;
  readonly surroundings: Surroundings;
  /** `invocation` where the tool that reads the file runs its commands as they stand: CI jobs, scripts of a package. */
  readonly kind: Site['kind'];
  /** The file is read by Claude Code itself. */
  readonly ownFile?: boolean;
}

interface Place {
  readonly path: readonly string[];
  readonly surroundings: Surroundings;
}

/** Every route that the values of a data file take, with what the maps around them say of guard and isolation. */
export function scanData(file: DataFile, scan: DataScan): Site[] {
  return file.documents.flatMap((document) => {
    if (isDetectionRule(document)) return [];
    return new DataScanner(scan).scan(document);
  });
}

/** Files that describe the flag so that it can be found: Sigma, Semgrep, Falco. */
function isDetectionRule(document: DataNode): boolean {
  const has = (node: DataNode, ...keys: string[]) => keys.every((key) => below(node, key) !== undefined);
  if (has(document, 'logsource') || has(document, 'detection')) return true;
  const first = (below(document, 'rules') ?? document).items?.[0];
  return (
    first !== undefined &&
    (has(first, 'rule', 'condition') || has(first, 'id', 'severity') || has(first, 'pattern'))
  );
}

class DataScanner {
  readonly #scan: DataScan;
  readonly #sites: Site[] = [];

  constructor(scan: DataScan) {
    this.#scan = scan;
  }

  scan(document: DataNode): Site[] {
    this.#node(document, { path: [], surroundings: this.#scan.surroundings });
    return this.#sites;
  }

  #node(node: DataNode, place: Place): void {
    if (node.entries) this.#map(node, place);
    else if (node.items) this.#list(node, place);
    else if (typeof node.value === 'string') this.#string(node, place);
  }

  #map(node: DataNode, place: Place): void {
    const surroundings = mapSurroundings(node, place.surroundings);
    this.#writtenFile(node, surroundings);
    for (const entry of node.entries ?? []) {
      const path = [...place.path, entry.key];
      for (const { route, node: value, line, agent } of keyMatches(entry, {
        path: place.path,
        ownFile: this.#scan.ownFile === true,
      })) {
        if (route === 'sdk-mode-option' && isRecord(node)) continue;
        this.#sites.push({
          ...this.#site(route, 'definition', value, { line, surroundings }),
          ...(agent !== undefined && { agent }),
        });
      }
      const role = roleOf(entry.key);
      if (role === 'pattern' || (role === 'prose' && !entry.node.entries)) continue;
      this.#node(entry.node, { path, surroundings });
    }
  }

  /** `{path: …, content: …}` as cloud-init, Ansible and agents' tools write files. */
  #writtenFile(node: DataNode, surroundings: Surroundings): void {
    const path = textOf(below(node, 'path') ?? below(node, 'dest') ?? below(node, 'target'));
    const content = below(node, 'content') ?? below(node, 'block') ?? below(node, 'line');
    const text = textOf(content);
    if (path === undefined || text === undefined || !content) return;
    this.#sites.push(...this.#scan.text.written(path, text, content.textLine ?? content.line, surroundings));
  }

  #list(node: DataNode, place: Place): void {
    const items = node.items ?? [];
    const words = items.map((item) => textOf(item) ?? '');
    for (const { route, index, agent } of argvRoutes(words)) {
      const item = items[index];
      if (item && !this.#scan.text.test)
        this.#sites.push({
          ...this.#site(route, this.#scan.kind, item, place),
          ...(agent !== undefined && { agent }),
        });
    }
    const shellForm = /^(?:\/bin\/)?(?:ba|z|da)?sh$/.test(words[0] ?? '');
    for (const item of items) {
      const path = shellForm ? [...place.path, 'run'] : place.path;
      this.#node(item, { ...place, path });
    }
  }

  #string(node: DataNode, place: Place): void {
    const value = textOf(node) ?? '';
    if (!mayTakeRoute(value)) return;
    const key = place.path.findLast((part) => part !== '') ?? '';
    const role = this.#roleOf(place.path);
    const line = node.textLine ?? node.line;
    if (/^\s*\{/.test(value)) this.#nestedJson(value, line, node, place);
    else if (role === 'arguments') this.#arguments(value, node, place);
    else if (/\.\w{1,5}$/.test(key) && value.includes('\n')) {
      this.#sites.push(...this.#scan.text.written(key, value, line, place.surroundings));
    } else this.#command(value, node, { ...place, script: role === 'script' });
  }

  #roleOf(path: readonly string[]): string {
    for (const key of path.toReversed()) {
      const role = roleOf(key);
      if (role !== 'other') return role;
    }
    return 'other';
  }

  #nestedJson(value: string, line: number, node: DataNode, place: Place): void {
    const inner = scanData(readJson(value), { ...this.#scan, surroundings: place.surroundings });
    for (const site of inner) {
      this.#sites.push({ ...site, line: line + site.line - 1, from: node.line, to: node.endLine });
    }
  }

  #arguments(value: string, node: DataNode, place: Place): void {
    const words = value
      .split('\n')
      .map((line) => line.replace(/(?:^|\s)#.*$/, ''))
      .join(' ')
      .split(/\s+/)
      .map((word) => word.replace(/^["']|["']$/g, ''));
    for (const { route } of argvRoutes(words))
      this.#sites.push(this.#site(route, this.#scan.kind, node, place));
  }

  #command(value: string, node: DataNode, place: Place & { readonly script: boolean }): void {
    const words = value.trim().split(/\s+/);
    if (words[0]?.startsWith('-')) {
      if (!this.#scan.text.test) this.#arguments(value, node, place);
      return;
    }
    if (!place.script && value.trim().includes('\n') && !value.startsWith('#!')) return;
    if (!place.script && this.#scan.text.test) return;
    const inner = scanShell({
      source: value,
      line: node.textLine ?? node.line,
      surroundings: place.surroundings,
      written: this.#scan.text.written,
      mustNameAgent: !place.script,
    });
    for (const site of inner) {
      const kind = this.#scan.kind === 'definition' ? 'definition' : site.kind;
      this.#sites.push({ ...site, kind, from: node.line, to: Math.max(node.endLine, node.line) });
    }
  }

  #site(
    route: Site['route'],
    kind: Site['kind'],
    node: DataNode,
    place: { line?: number; surroundings: Surroundings },
  ): Site {
    const from = Math.min(place.line ?? node.line, node.line);
    return {
      route,
      kind,
      line: node.line,
      from,
      to: Math.max(node.endLine, node.line),
      surroundings: place.surroundings,
    };
  }
}

/** One line of a transcript or of telemetry: it tells of a mode, and sets none. */
function isRecord(node: DataNode): boolean {
  return ['sessionId', 'session_id', 'uuid', 'timestamp'].some((key) => below(node, key) !== undefined);
}

/** What a map says of everything in it: its environment, its runner or image, its matrix. */
function mapSurroundings(node: DataNode, outer: Surroundings): Surroundings {
  let { guard } = outer;
  for (const { key, node: value } of node.entries ?? []) {
    if (roleOf(key) !== 'environment') continue;
    for (const [name, text] of environmentOf(value)) guard = guardOf(name, text) ?? guard;
  }
  for (const [name, text] of environmentOf(below(node, 'options', 'env')))
    guard = guardOf(name, text) ?? guard;
  const isolation = isolationOfMap(node, outer);
  const multiplicity = multiplicityOf(node, outer.multiplicity);
  return {
    ...outer,
    guard,
    isolation: isolation === undefined ? outer.isolation : strongerOrRunner(outer, isolation),
    ...(multiplicity !== undefined && { multiplicity }),
  };
}

function strongerOrRunner(
  outer: Surroundings,
  isolation: Surroundings['isolation'],
): Surroundings['isolation'] {
  if (isolation === 'self-hosted-runner' && outer.isolation !== 'container') return isolation;
  return strongerIsolation(outer.isolation === 'ci-runner' ? 'none' : outer.isolation, isolation);
}
