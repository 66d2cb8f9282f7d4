import { describe, expect, it } from 'vitest';
import { effectsOf } from './support.ts';

/** One line of a client, and exactly the effects that it has on its service. */
const cases: Record<string, readonly (readonly [string, readonly string[]])[]> = {
  'the verb decides, not the name of a thing': [
    [
      'gcloud logging logs delete requests --quiet',
      ['delete gcloud logging logs delete requests irreversible remote'],
    ],
    [
      'gcloud compute instances delete test',
      ['delete gcloud compute instances delete test irreversible remote'],
    ],
    ['gcloud run services delete export', ['delete gcloud run services delete export irreversible remote']],
    ['gcloud run deploy test', ['publish gcloud run deploy test remote']],
    ['az load test create --name x', ['write az load test create remote']],
    ['az load test delete --name x', ['delete az load test delete irreversible remote']],
    ['az vm open-port -g g --port 22', ['write az vm open-port remote']],
    ['az pipelines build list', ['read az pipelines build list remote']],
    ['az search service list', ['read az search service list remote']],
    ['velero backup describe nightly', ['read velero backup describe nightly remote']],
    ['velero backup delete nightly', ['delete velero backup delete nightly irreversible remote']],
    ['velero restore create --from-backup nightly', ['write velero restore create remote']],
    ['jira issue list', ['read jira issue list remote']],
    ['aliyun ecs DeleteInstance --InstanceId i', ['delete aliyun ecs DeleteInstance irreversible remote']],
    ['aliyun ecs DescribeInstances', ['read aliyun ecs DescribeInstances remote']],
    ['aws logs start-query --log-group-name g', ['read aws logs start-query remote']],
    [
      'kubectl apply view-last-applied deploy/web',
      ['read kubectl apply view-last-applied deploy/web remote'],
    ],
  ],
  'what opens, records or lets in is switched off': [
    ['vault audit disable file/', ['delete vault audit disable file/ irreversible remote']],
    ['vault auth disable oidc/', ['delete vault auth disable oidc/ irreversible remote']],
    ['vault token revoke -accessor a', ['delete vault token revoke irreversible remote']],
    ['vault audit list', ['read vault audit list remote']],
    ['vault token lookup', ['read vault token lookup remote']],
  ],
  'what prints a secret reads it': [
    ['aws eks get-token --cluster-name c', ['read aws eks get-token remote']],
    ['az acr login -n shop --expose-token', ['read az acr login remote']],
    ['az acr login -n shop', ['configure az acr login']],
    ['az storage account keys list -n s', ['read az storage account keys list remote']],
    ['az keyvault key list --vault-name v', ['read az keyvault key list remote']],
    ['aws ssm get-parameter --name p --with-decryption', ['read aws ssm get-parameter remote']],
    [
      'aws ecr get-login-password | docker login -u AWS --password-stdin registry.example',
      ['read aws ecr get-login-password remote used', 'connect registry.example'],
    ],
    ['op item get db', ['read op item get db remote']],
    ['op vault get Shop', ['read op vault get Shop remote']],
    ['op run -- npm test', ['read op run used', 'execute npm run test']],
    ['pass show mail/work', ['read pass mail/work']],
    ['pass mail/work', ['read pass mail/work']],
    ['pass ls', []],
    ['vault kv get -mount=shop -help', []],
  ],
  'as whom it works': [
    ['aws --profile prod s3 ls', ['read aws profile prod used', 'read aws s3 ls remote']],
    ['AWS_PROFILE=prod aws s3 ls', ['read aws profile prod used', 'read aws s3 ls remote']],
    [
      'kubectl --kubeconfig ~/.kube/prod.yaml get pods',
      ['read /home/dana/.kube/prod.yaml used', 'read get pods remote'],
    ],
    ['ssh -i ~/.ssh/prod root@web01', ['read /home/dana/.ssh/prod used', 'connect root@web01']],
    [
      'scp -i ~/.ssh/prod a.txt web01:/srv',
      ['read /home/dana/.ssh/prod used', 'read /home/dana/app/a.txt', 'upload web01:/srv'],
    ],
    ['ssh -G -R 8080:localhost:80 build01', []],
    ['kubectl get pods -l app=shop', ['read get pods -l remote']],
  ],
  'backups: named, by a rule, or only shown': [
    ['restic forget 4f3a2b1c', ['delete backup restic forget 4f3a2b1c irreversible remote']],
    ['restic -r s3:b forget --keep-last 2 --prune', ['delete restic forget by policy irreversible remote']],
    ['restic forget --keep-last 3 --dry-run', []],
    ['restic forget -n 4f3a2b1c', []],
    ['restic snapshots', ['read restic snapshots remote']],
    ['borg delete repo::monday', ['delete backup borg delete repo::monday irreversible remote']],
    ['borg list --short /srv/borg', ['read borg list remote']],
    ['kopia snapshot delete k1', ['read kopia snapshot delete k1 remote']],
    ['kopia snapshot delete k1 --delete', ['delete kopia snapshot delete k1 irreversible remote']],
    ['duplicity remove-older-than 30D s3://b', ['read duplicity remove-older-than 30D s3://b remote']],
    ['pct destroy 101', ['delete pct destroy 101 irreversible remote']],
    ['qm config 101', ['read qm config 101 remote']],
  ],
  'queues, topics and streams': [
    [
      'kafka-topics --bootstrap-server k:9092 --delete --topic t',
      ['delete kafka-topics t irreversible remote'],
    ],
    ['kafka-topics.sh --describe --topic t', ['read kafka-topics.sh t remote']],
    ['kafka-acls --add --allow-principal User:x --topic t', ['escalate kafka-acls t remote']],
    ['rabbitmqctl purge_queue jobs', ['delete rabbitmqctl purge_queue jobs irreversible remote']],
    ['rabbitmqctl list_queues', ['read rabbitmqctl list_queues remote']],
    ['nats stream rm ORDERS', ['delete nats stream rm ORDERS irreversible remote']],
    ['nats stream info ORDERS', ['read nats stream info ORDERS remote']],
    ['gitlab-runner unregister --name shop', ['delete gitlab-runner unregister irreversible remote']],
    ['celery -A app purge', ['delete celery purge irreversible remote']],
    ['celery -A app worker', ['execute celery worker']],
  ],
  'the interface of a forge: method and path': [
    ['gh api repos/a/b/branches/main/protection', ['read gh api repos/a/b/branches/main/protection remote']],
    [
      'gh api -X PUT repos/a/b/actions/permissions -F enabled=true',
      ['configure gh api repos/a/b/actions/permissions remote'],
    ],
    ['gh api -XPOST repos/a/b/keys -f key=x', ['escalate gh api repos/a/b/keys remote']],
    ['gh api -H "Accept: x" repos/a/b/issues', ['read gh api repos/a/b/issues remote']],
    ['gh api repos/a/b/issues -f title=x', ['write gh api repos/a/b/issues remote']],
    ['gh pr review 12 --comment -b x', ['write gh pr review 12 remote']],
  ],
};

describe.each(Object.entries(cases))('%s', (_, lines) => {
  it.each(lines.map(([command, effects]) => ({ command, effects })))('$command', ({ command, effects }) => {
    expect(effectsOf(command)).toEqual(effects);
  });
});
