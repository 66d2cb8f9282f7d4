import { describe, expect, it } from 'vitest';
import { lines, prompt, sessionId, toolResult, toolUse } from '../sessions/transcripts.ts';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';

interface Told {
  readonly queryId: string;
  readonly title: string;
  readonly state: string;
  readonly subject: string;
  readonly subjects?: readonly string[];
}

const main = `home/dana/.claude/projects/-home-dana-shop/${sessionId}.jsonl`;

async function findingsAfter(command: string, result = ''): Promise<readonly Told[]> {
  const call = [toolUse(1, 'toolu_1', { command }), toolResult(2, 'toolu_1', result)];
  const { root, home } = evidenceImage({ [main]: lines(prompt(0, 'go on'), ...call) });
  const argv = ['report', '--root', root, '--home', home, '--format', 'json', '--output', '-'];
  return (JSON.parse((await runCli(argv)).stdout) as { readonly findings: readonly Told[] }).findings;
}

describe('what a finding is said to be about', () => {
  it.each([
    ['ssh web1 "rm -rf /srv/site"', 'web1:/srv/site'],
    ['ssh root@web1 "cat /root/.aws/credentials"', 'web1:/root/.aws/credentials'],
  ])('names the host of what is on another machine: %s', async (command, subject) => {
    const found = await findingsAfter(command, 'aws_secret_access_key = x');
    expect(found.map((finding) => finding.subject.replace('root@', ''))).toContain(subject);
  });

  it('names no host on this machine', async () => {
    const found = await findingsAfter('rm -rf /srv/site');
    expect(found.map(({ subject }) => subject)).toContain('/srv/site');
  });

  it.each([
    ['sudo cp /etc/motd /etc/motd.bak && echo 1 | sudo tee /etc/motd', '/etc/motd'],
    ['sudo cp /etc/motd /etc/motd.2026-11-30 && echo 1 | sudo tee /etc/motd', '/etc/motd'],
    ['sudo cp /etc/motd /etc/motd~; echo 1 | sudo tee /etc/motd', '/etc/motd'],
    ['echo 1 | sudo tee /etc/motd.bak', '/etc/motd.bak'],
    ['echo 1 | sudo tee /etc/a.orig; echo 1 | sudo tee /etc/b', '/etc/a.orig'],
  ])('is the file itself, not the copy put aside: %s', async (command, subject) => {
    const found = await findingsAfter(command);
    expect(found.find(({ queryId }) => queryId === 'write_to_system_folder')?.subject).toBe(subject);
  });

  it.each([
    ['gpg --import mine.asc', 'gpg: key 0123456789ABCDEF: secret key imported', 'confirmed'],
    ['gpg --import mine.asc', 'gpg: no valid OpenPGP data found.', 'attempted'],
  ])('says that a key was imported: %s: %s', async (command, result, state) => {
    const found = await findingsAfter(command, result);
    expect(found.map(({ queryId }) => queryId)).not.toContain('write_to_credential_store');
    expect(found.find(({ queryId }) => queryId === 'keyring_import')?.state).toBe(state);
  });
});
