import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { act } from './agent.mjs';
import { Holders } from './holders.mjs';
import { home, Image, project } from './image.mjs';
import { layouts } from './layouts.mjs';
import { copyOf } from './made-layouts.mjs';
import { snapshot } from './snapshot.mjs';
import { Transcript } from './transcript.mjs';

/**
 * Builds one incident: a repository of its layout, what the human left in it, what the agent did, what the human did
 * since.
 * @returns the machine and its states: before the agent, after it, and now
 */
export async function build({ layout = 'plain', human = [], agent, since = [] }) {
  const image = new Image(await mkdtemp(join(tmpdir(), 'incident-')));
  await copyOf(layout, image);
  await mkdir(image.path(`${home}/.claude`), { recursive: true });
  const { cwd: folder = project, keepsTables = false } = layouts[layout];
  await byHand(image, human, folder);
  const before = await snapshot(image);
  image.clock = Date.parse('2026-11-20T09:00:00Z');
  const { transcript, marks } = await session(image, agent, folder);
  const after = await snapshot(image);
  image.clock = Date.parse('2026-11-20T15:00:00Z');
  await byHand(image, since, folder);
  await image.write(transcript.path, transcript.text);
  await image.write(`${home}/.claude.json`, JSON.stringify({ projects: { [folder]: {} } }));
  await utimes(image.path(transcript.path), image.clock / 1000, image.clock / 1000);
  const now = since.length === 0 ? after : await snapshot(image);
  return { image, folder, keepsTables, before, after, now, marks, held: await Holders.on(image, now) };
}

/** Lines that a human types, a quarter of an hour apart; one that fails is an error of the incident. */
async function byHand(image, commands, folder) {
  for (const command of commands) {
    image.clock += 900_000;
    const { code, output } = await image.run(command, folder);
    if (code !== 0) throw new Error(`the human's ${command}: ${output}`);
  }
}

/** What the agent did, in a transcript; commits that steps name by `mark`. */
async function session(image, steps, folder) {
  const transcript = new Transcript(folder);
  const marks = {};
  transcript.prompt('Please bring this repository in order', image.clock);
  for (const given of steps) {
    const step = { cwd: folder, ...(typeof given === 'string' ? { run: given } : given) };
    const served = await act(image, transcript, step);
    if (step.mark) marks[step.mark] = served ?? (await headOf(image, step.markIn ?? step.cwd));
  }
  transcript.say('Done.', image.clock + 5000);
  return { transcript, marks };
}

function headOf(image, cwd) {
  const folder = [image.path(cwd), image.path(project)].find((path) => existsSync(path));
  return image.ask(folder, 'rev-parse', '--verify', '--quiet', 'HEAD');
}
