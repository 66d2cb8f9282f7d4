import type { Programs } from '../program.ts';
import { unknownStream } from '../stream.ts';
import { serviceClient } from './service-client.ts';

/** Tools that bring an application and what it stands on into a cloud. */
export const deploymentTool = serviceClient({
  options: { '-s|--stack -C|--cwd --app --profile --context -c --region': 'value', '-y|--yes': 'flag' },
  verbAt: 0,
  kinds: {
    up: 'write',
    preview: 'read',
    refresh: 'write',
    destroy: 'delete',
    remove: 'delete',
    stack: 'read',
    'stack rm': 'delete',
    synth: 'none',
    synthesize: 'none',
    bootstrap: 'write',
    deploy: 'write',
    diff: 'read',
    doctor: 'none',
    notices: 'none',
    metadata: 'none',
    acknowledge: 'none',
    ack: 'none',
    context: 'none',
    docs: 'none',
    watch: 'write',
    init: 'configure',
    config: 'configure',
    whoami: 'read',
    login: 'configure',
    new: 'write',
    build: 'none',
    package: 'none',
    local: 'none',
  },
});

/** What is built with clouds and on many machines: https://developer.hashicorp.com/terraform/cli, https://docs.ansible.com/ */
export const infrastructure: Programs = {
  'terraform tofu terragrunt': serviceClient({
    options: { '-chdir': 'value' },
    verbAt: 0,
    kinds: {
      plan: 'read',
      show: 'read',
      state: 'read',
      'state rm': 'delete',
      'state mv': 'write',
      'state push': 'write',
      apply: 'write',
      destroy: 'delete',
      import: 'write',
      taint: 'write',
      untaint: 'write',
      refresh: 'read',
      fmt: 'none',
      validate: 'none',
      console: 'none',
      get: 'none',
      modules: 'none',
      providers: 'none',
      graph: 'none',
      output: 'read',
      test: 'read',
      version: 'none',
      workspace: 'none',
      'workspace delete': 'delete',
      'workspace new': 'write',
      'force-unlock': 'write',
      login: 'configure',
      'run-all': 'write',
      'run-all plan': 'read',
      'run-all destroy': 'delete',
    },
    acts: {
      apply: (call) => {
        const isDestroy = call.arguments.rest.some(({ text }) => /^--?destroy$/.test(text));
        const isSure = call.arguments.rest.some(({ text }) => /^--?auto-approve$/.test(text));
        call.emit(isDestroy ? 'delete' : 'write', 'terraform apply', {
          traits: [
            ...(isDestroy ? (['irreversible', 'recursive'] as const) : []),
            ...(isSure ? (['forced'] as const) : []),
            'remote',
          ],
        });
        return unknownStream;
      },
      init: (call) => {
        const module = call.arguments.rest.find(({ text }) => /^--?from-module=/.test(text));
        if (module) call.network('download', module.text.replace(/^--?from-module=(?:git::)?/, ''));
        call.emit('configure', `${call.program} init`);
        return unknownStream;
      },
      destroy: (call) => {
        const isSure = call.arguments.rest.some(({ text }) => /^--?(?:auto-approve|force)$/.test(text));
        call.emit('delete', `${call.program} destroy`, {
          traits: ['irreversible', 'recursive', 'remote', ...(isSure ? (['forced'] as const) : [])],
        });
        return unknownStream;
      },
    },
  }),
  'pulumi cdk cdktf sst serverless sls sam eb amplify nitric cdk8s': deploymentTool,
  packer: serviceClient({
    verbAt: 0,
    kinds: {
      build: 'write',
      fmt: 'none',
      init: 'configure',
      console: 'none',
      plugins: 'none',
      'plugins install': 'configure',
      hcl2_upgrade: 'none',
      inspect: 'none',
      validate: 'none',
    },
  }),
  vagrant: serviceClient({
    verbAt: 0,
    kinds: {
      destroy: 'delete',
      up: 'write',
      halt: 'write',
      ssh: 'execute',
      box: 'read',
      'box remove': 'delete',
      status: 'none',
      'global-status': 'none',
    },
  }),
  'ansible ansible-playbook ansible-pull ansible-console': {
    options: {
      '-C|--check --syntax-check --list-tags --list-tasks --list-hosts --version -h|--help': 'harmless',
      '-i -m -a -u -e|--extra-vars -l|--limit -t|--tags -U -d --private-key --vault-password-file -f|--forks':
        'value',
      '-b|--become -K -D|--diff -v': 'flag',
    },
    act: (call) => {
      call.emit('execute', call.operand(0) || call.program, { traits: ['remote'] });
      const command = call.value('-a');
      const isShell = /^(?:shell|command|raw)$/.test(call.value('-m')?.text ?? 'command');
      return command && isShell
        ? call.runSource(command, { remote: call.operand(0) || 'all', cwd: '/' })
        : unknownStream;
    },
  },
  'ansible-vault': {
    subcommands: {
      view: { operands: 'read' },
      decrypt: { operands: 'write' },
      encrypt: { operands: 'write' },
      edit: { operands: 'write' },
      rekey: { operands: 'write' },
      create: { operands: 'write' },
    },
  },
  'ansible-galaxy': serviceClient({
    verbAt: 1,
    kinds: {
      install: 'configure',
      'role install': 'configure',
      'collection install': 'configure',
      'collection publish': 'publish',
      'role remove': 'delete',
    },
  }),
  'ansible-doc ansible-config ansible-inventory ansible-lint ansible-test molecule': {
    operands: 'value',
    output: 'none',
  },
};
