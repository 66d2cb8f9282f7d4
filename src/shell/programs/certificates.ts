import type { Act, Programs } from '../program.ts';
import { unknownStream } from '../stream.ts';

type Deed = 'removed' | 'revoked';

/** What a client of a certificate authority throws away on its machine, or takes back at the authority for good. */
function losing(deedOf: (has: (word: string) => boolean) => Deed | undefined, nameOption: string): Act {
  return (call) => {
    const words = call.operands.map(({ text }) => text);
    const deed = deedOf((word) => words.includes(word) || (word.startsWith('-') && call.has(word)));
    const name = call.value(nameOption)?.text ?? '';
    if (deed) {
      const traits = deed === 'revoked' ? (['irreversible', 'remote'] as const) : (['irreversible'] as const);
      call.emit('delete', `certificate ${name}`.trimEnd(), { zone: 'system', traits });
    }
    return unknownStream;
  };
}

/** Clients that fetch certificates from an authority and look after them. */
export const certificates: Programs = {
  // https://eff-certbot.readthedocs.io/en/stable/using.html#managing-certificates
  certbot: {
    options: {
      '--cert-name --cert-path -d|--domain|--domains --reason --key-path --config-dir --work-dir --logs-dir -m|--email --webroot-path|-w --server':
        'value',
      '--dry-run --delete-after-revoke --no-delete-after-revoke -n|--non-interactive -q|--quiet': 'flag',
    },
    operands: 'value',
    act: losing((has) => (has('revoke') ? 'revoked' : has('delete') ? 'removed' : undefined), '--cert-name'),
  },
  // https://github.com/acmesh-official/acme.sh/wiki/Options-and-Params
  'acme.sh': {
    options: {
      '-d|--domain --home --config-home --cert-home --server --keylength -k --revoke-reason -w|--webroot --dns':
        'value',
      '--issue --renew --renew-all --revoke --remove --deactivate --list --ecc --force --staging': 'flag',
    },
    operands: 'value',
    act: losing((has) => (has('--revoke') ? 'revoked' : has('--remove') ? 'removed' : undefined), '-d'),
  },
  // https://go-acme.github.io/lego/usage/cli/
  lego: {
    options: {
      '-d|--domains -m|--email -s|--server --path --key-type --dns --http.webroot --reason': 'value',
      '-a|--accept-tos -k|--keep --tls --http': 'flag',
    },
    operands: 'value',
    act: losing((has) => (has('revoke') ? 'revoked' : undefined), '-d'),
  },
};
