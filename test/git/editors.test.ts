import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { Incident, removeTemplate } from './incident.ts';

afterAll(removeTemplate);

const long = Date.parse('2026-01-01T10:00:00Z');
const later = Date.parse('2027-01-01T10:00:00Z');

let incident: Incident;
let notes: string;
beforeEach(() => {
  incident = new Incident();
  notes = join(incident.repository, 'notes.txt');
  writeFileSync(notes, 'three hours of work\n');
});
afterEach(() => incident.remove());

function put(path: string, content: string): void {
  mkdirSync(dirname(join(incident.home, path)), { recursive: true });
  writeFileSync(join(incident.home, path), content);
}

/** What an editor of the family keeps of `notes.txt`: contents by the time of their saving. */
function saved(
  folder: string,
  copies: Readonly<Record<number, string>>,
  resource = pathToFileURL(notes).href,
): void {
  const entries = Object.keys(copies).map((time) => ({ id: `copy${time}.txt`, timestamp: Number(time) }));
  put(`${folder}/User/History/-1a2b3c/entries.json`, JSON.stringify({ version: 1, resource, entries }));
  for (const [time, content] of Object.entries(copies))
    put(`${folder}/User/History/-1a2b3c/copy${time}.txt`, content);
}

interface Plan {
  readonly steps: readonly {
    readonly title: string;
    readonly reason: string;
    readonly commands: readonly string[];
  }[];
  readonly lost: readonly { readonly what: string }[];
  readonly possible: readonly { readonly what: string; readonly decide: string }[];
  readonly gaps: readonly { readonly kind: string; readonly reason: string }[];
}

async function plan(): Promise<Plan> {
  const { stdout } = await runCli(['rollback', '--home', incident.home, '--format', 'json']);
  return JSON.parse(stdout);
}

describe('uncommitted work that an editor kept', () => {
  for (const folder of [
    '.config/Code',
    '.config/Cursor',
    'Library/Application Support/VSCodium',
    '.vscode-server/data',
  ]) {
    it(`comes back from its history: ${folder}`, async () => {
      saved(folder, {
        [long]: 'an older save\n',
        [long + 1]: 'three hours of work\n',
        [later]: 'saved since\n',
      });
      incident.agent('rm notes.txt');
      const { steps, lost } = await plan();
      expect(lost).toEqual([]);
      const step = steps.find(({ title }) => title === 'Bring back a deleted file');
      expect(step?.reason).toContain('an editor kept a copy when the file was last saved');
      expect(step?.commands.join('\n')).toContain(`copy${long + 1}.txt`);
    });
  }

  it('is put beside a file that a command wrote over', async () => {
    saved('.config/Code', { [long]: 'three hours of work\n' });
    incident.agent('echo other > notes.txt');
    const { steps } = await plan();
    expect(steps.map(({ title }) => title)).toContain(
      'Put an earlier content beside a file that has changed since',
    );
  });

  it('is put beside a file whose changes git threw away', async () => {
    const path = join(incident.repository, 'readme.txt');
    writeFileSync(path, 'changed\n');
    saved('.config/Code', { [long]: 'changed\n' }, pathToFileURL(path).href);
    incident.agent('git checkout -- readme.txt', { isDated: true });
    const { steps, lost } = await plan();
    expect(lost).toEqual([]);
    expect(steps.map(({ title }) => title)).toContain(
      'Put an earlier content beside a file that has changed since',
    );
  });

  for (const [name, resource] of [
    ['another file', 'file:///srv/other/notes.txt'],
    ['a file of another machine', 'vscode-remote://ssh-remote%2Bhost/app/notes.txt'],
  ] as const) {
    it(`is not taken from the history of ${name}`, async () => {
      saved('.config/Code', { [long]: 'theirs\n' }, resource);
      incident.agent('rm notes.txt');
      expect((await plan()).lost).toMatchObject([{ what: notes }]);
    });
  }

  it('is not taken from what was saved since alone', async () => {
    saved('.config/Code', { [later]: 'saved since\n' });
    incident.agent('rm notes.txt');
    expect((await plan()).lost).toMatchObject([{ what: notes }]);
  });

  for (const [name, text] of [
    ['no JSON', '{'],
    ['another form', '{"entries": 1}'],
    ['an address with broken escapes', '{"resource": "file:///%zz", "entries": []}'],
  ] as const) {
    it(`is a gap where the list of copies is ${name}`, async () => {
      put('.config/Code/User/History/-1a2b3c/entries.json', text);
      incident.agent('rm notes.txt');
      const { gaps } = await plan();
      expect(gaps).toContainEqual(
        expect.objectContaining({ kind: 'malformed', reason: expect.stringContaining('an editor kept') }),
      );
    });
  }

  it('does not leave the folder by the name of a copy', async () => {
    const entries = [{ id: '../../../../../.ssh/id_rsa', timestamp: long }];
    put(
      '.config/Code/User/History/-1a2b3c/entries.json',
      JSON.stringify({ version: 1, resource: pathToFileURL(notes).href, entries }),
    );
    put('.ssh/id_rsa', 'a key');
    incident.agent('rm notes.txt');
    expect((await plan()).lost).toMatchObject([{ what: notes }]);
  });
});

describe('a file that an editor may give back', () => {
  for (const trace of ['.notes.txt.un~', '.notes.txt.swp', 'notes.txt~', '#notes.txt#']) {
    it(`is possibly lost, and not for good: ${trace}`, async () => {
      const path = join(incident.repository, trace);
      writeFileSync(path, 'undo');
      incident.agent('rm notes.txt');
      const { lost, possible } = await plan();
      expect(lost).toEqual([]);
      expect(possible).toMatchObject([{ what: notes, decide: expect.stringContaining(path) }]);
    });
  }

  it('is one that is kept under its whole path', async () => {
    put(`.local/state/nvim/undo/${notes.replaceAll('/', '%')}`, 'undo');
    incident.agent('rm notes.txt');
    expect((await plan()).possible).toMatchObject([{ what: notes }]);
  });

  it('is not one beside which another file has such a name', async () => {
    writeFileSync(join(incident.repository, '.other.txt.swp'), 'swap');
    incident.agent('rm notes.txt');
    expect((await plan()).lost).toMatchObject([{ what: notes }]);
  });
});
