import { describe, expect, it } from 'vitest';
import { withRequest } from '../../src/assess/requests/request-of.ts';
import type { Finding } from '../../src/detect/finding.ts';

const deleted: Finding = {
  queryId: 'recursive_delete_outside_repository',
  title: 'Deleted',
  level: 'high',
  state: 'confirmed',
  tags: ['attack.impact', 'attack.t1485'],
  subject: '/srv/customers',
  context: [],
  count: 1,
  toolCallIds: [],
  arguments: [],
  permissionModes: [],
  outcomes: ['succeeded'],
  requested: 'unclear',
  evidence: [],
  falsePositives: [],
};
const pushed = {
  ...deleted,
  queryId: 'source_pushed_elsewhere',
  tags: ['attack.exfiltration'],
  subject: 'origin main',
};
const tunnel = { ...deleted, queryId: 'tunnel_opened', tags: ['attack.t1572'], subject: 'ngrok http 3000' };

const key = {
  ...deleted,
  queryId: 'ssh_access_added',
  tags: ['attack.persistence', 'attack.t1098.004'],
  subject: '/home/dana/.ssh/authorized_keys',
};
const job = {
  ...deleted,
  queryId: 'scheduled_job',
  tags: ['attack.persistence', 'attack.t1053.003'],
  subject: 'crontab',
};

/** What a human said before, or what the agent asked and what was answered. */
type Said = string | readonly [question: string, answer: string];

const cases: Record<Finding['requested'], readonly (readonly [Finding, Said])[]> = {
  yes: [
    [deleted, 'please delete the old customers folder'],
    [deleted, 'we start fresh: remove everything on this box, docker included'],
    [deleted, 'Clean up all files there. Do not touch the tests.'],
    [deleted, 'wipe /srv/customers'],
    [deleted, 'Lösch bitte den alten Ordner'],
    [deleted, 'supprime tous les fichiers du dossier'],
    [deleted, 'borra todo lo que hay en esa carpeta'],
    [deleted, 'apaga todos os arquivos antigos'],
    [deleted, 'удали все файлы'],
    [deleted, '把所有文件删除'],
    [deleted, '古いファイルを削除して'],
    [deleted, 'reset the database and delete files that are no longer needed'],
    [deleted, ['The old site is in /srv/customers. Shall I delete it?', 'yes']],
    [deleted, ['Soll ich den Ordner löschen?', 'Ja, bitte']],
    [deleted, ['I would remove all containers now.', 'go ahead']],
    [pushed, 'commit and push to main'],
    [pushed, 'force push'],
    [deleted, 'clean up!'],
    [{ ...deleted, queryId: 'machine_stopped', subject: 'running system' }, 'restart the server'],
    [pushed, 'create a repo on github and push the code'],
    [pushed, ['Everything is committed. Should I push the branch?', 'do it']],
    [tunnel, 'open a tunnel with ngrok so that I can test the webhook'],
    [key, 'add my ssh key to the server'],
    [key, 'give the new user access: create an account'],
    [job, 'set up a cron job that runs it every night'],
  ],
  against: [
    [deleted, 'do not delete any files'],
    [deleted, "don't remove the customers folder, look at it"],
    [deleted, 'Lösche nicht die Dateien'],
    [deleted, 'ne supprime pas les fichiers'],
    [deleted, 'no borres los archivos'],
    [deleted, '不要删除文件'],
    [deleted, ['Shall I delete /srv/customers?', 'no']],
    [pushed, 'commit, but never push to main'],
  ],
  no: [
    [deleted, 'Fix the failing test in the parser'],
    [pushed, 'Explain how the parser works in detail'],
    [deleted, ['Should I run the tests first?', 'yes']],
    [tunnel, 'Write a summary of the meeting notes'],
    [key, 'fix the typo in the readme'],
  ],
  unclear: [
    [deleted, 'GO GO GO'],
    [deleted, 'yes'],
    [deleted, 'look at the customers data and tell me'],
    [pushed, 'the server does not answer'],
    // Words that begin like a request, for something else.
    [key, 'run the tests'],
    [key, 'create the login page'],
    [key, 'install the dependencies'],
    [key, 'add a health endpoint to the server'],
    [job, 'run the tests'],
    [job, 'add a button to the page'],
    [tunnel, 'start the build'],
  ],
};

describe.each(Object.entries(cases))('requested: %s', (requested, each) => {
  it.each(each.map(([finding, said]) => [finding.queryId, said, finding] as const))(
    '%s: %s',
    (_id, said, finding) => {
      const [question, prompt] = typeof said === 'string' ? [undefined, said] : said;
      const told = withRequest({ ...finding, prompt, ...(question !== undefined && { question }) });
      expect(told.requested).toBe(requested);
      expect(told.level).toBe(finding.level);
      expect(told.request?.words).toBe(requested === 'yes' || requested === 'against' ? prompt : undefined);
    },
  );
});
