import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { Incident, removeTemplate } from './incident.ts';

afterAll(removeTemplate);

const startedAt = Date.parse('2026-11-20T10:00:00Z');

let incident: Incident;
beforeEach(() => {
  incident = new Incident();
});
afterEach(() => incident.remove());

/** A call is recorded, and nothing is run. */
function recorded(command: string, { text = '', isError = false } = {}): void {
  incident.record('Bash', { command }, { startedAt, cwd: incident.repository, text, isError });
}

interface Step {
  readonly kind: string;
  readonly title: string;
  readonly subject: string;
  readonly reason: string;
  readonly commands: readonly string[];
}

async function asked(): Promise<Step[]> {
  const { stdout } = await runCli(['rollback', '--home', incident.home, '--format', 'json']);
  const { steps }: { steps: Step[] } = JSON.parse(stdout);
  return steps.filter(({ title }) => title.startsWith('Ask'));
}

describe('a loss outside git', () => {
  for (const [command, target, ask] of [
    ["psql -c 'DROP TABLE users'", 'DROP TABLE users', 'Of databases, ask for a dump'],
    ['dropdb prod', 'database prod', 'point in time'],
    ['docker volume rm pgdata', 'volume pgdata', 'snapshot of the volume'],
    ['kubectl delete pvc data', 'pvc data', 'snapshot of the volume'],
    ['aws s3 rm s3://bucket/x --recursive', 's3://bucket/x', 'earlier versions of the objects'],
    ['ssh db1 rm -rf /srv/data', '/srv/data', 'the backup of that host'],
    ['rm -rf /etc/letsencrypt/live/example.org', '/etc/letsencrypt/live/example.org', 'from their issuer'],
    ['certbot delete --cert-name example.org', 'certificate example.org', 'from their issuer'],
    ['certbot -n revoke --cert-path /etc/letsencrypt/live/x/cert.pem', 'certificate', 'from their issuer'],
    ['acme.sh --remove -d example.org', 'certificate example.org', 'from their issuer'],
    ['lego --email a@b.example -d example.org revoke', 'certificate example.org', 'from their issuer'],
    ['gh repo delete acme/app --yes', 'gh repo delete acme/app', 'restores deleted repositories'],
    ['terraform destroy -auto-approve', 'terraform destroy', 'whoever runs the service'],
    ['restic forget 4f3a2b1c', 'backup restic forget 4f3a2b1c', 'copies of the backups'],
  ] as const) {
    it(`has a step that says what to ask for: ${command}`, async () => {
      recorded(command);
      const [step] = (await asked()).filter(({ kind }) => kind === 'remote');
      expect(step).toMatchObject({
        title: 'Ask for backups from before 2026-11-20T10:00:00.000Z of what was destroyed outside git',
        commands: [],
      });
      expect(step?.subject).toContain(target);
      expect(step?.reason).toContain(ask);
    });
  }

  it('has one step for all of it', async () => {
    recorded('dropdb prod');
    recorded('docker volume rm pgdata');
    recorded('dropdb prod');
    const steps = await asked();
    expect(steps).toHaveLength(1);
    expect(steps[0]?.subject.match(/database prod/g)).toHaveLength(1);
  });

  it('is none where the call failed, looked only, or took away what is made again', async () => {
    recorded('dropdb prod', { text: 'dropdb: error: connection refused', isError: true });
    recorded('docker volume ls');
    recorded("psql -c 'SELECT 1'");
    recorded('docker rm -f web');
    recorded('certbot renew --dry-run');
    recorded('certbot certificates');
    recorded('acme.sh --list');
    recorded('lego -d example.org renew');
    recorded('kubectl delete pod web');
    recorded('git push origin :topic');
    expect(await asked()).toEqual([]);
  });
});

describe('the backups that may hold what is lost', () => {
  const lose = () => {
    writeFileSync(join(incident.repository, 'notes.txt'), 'mine\n');
    incident.agent('rm notes.txt');
  };
  const settings = (path: string) => {
    mkdirSync(dirname(join(incident.home, path)), { recursive: true });
    writeFileSync(join(incident.home, path), '');
  };

  for (const [path, name] of [
    ['.config/resticprofile/profiles.yaml', 'restic (files and folders: restic snapshots)'],
    ['.config/borgmatic/config.yaml', 'borg (files and folders: borg list)'],
    ['.config/kopia/repository.config', 'kopia (files and folders: kopia snapshot list)'],
    ['.config/backintime/config', 'backintime'],
    ['.walg.json', 'wal-g (databases'],
  ] as const) {
    it(`are named by their settings: ${path}`, async () => {
      lose();
      settings(path);
      const [step] = await asked();
      expect(step?.reason).toContain(`the machine has settings of ${name}`);
    });
  }

  it('are not made up', async () => {
    lose();
    settings('.config/resticles/notes.txt');
    const [step] = await asked();
    expect(step?.reason).toContain('no settings of a backup tool are among the evidence');
  });
});
