import { plainField } from '../field.ts';
import type { Act, Programs } from '../program.ts';
import { fromSocket, type Stream, unknownStream } from '../stream.ts';
import { decoded } from './text-escapes.ts';

const generatesKey: Act = (call) => {
  const asksOnly = ['-l', '-y', '-F', '-H', '-E', '-B'].some((option) => call.has(option));
  const file = call.value('-f');
  if (call.has('-R')) call.emit('write', `${call.analysis.context.home}/.ssh/known_hosts`, { zone: 'home' });
  else if (call.has('-y') && file) return call.read(file);
  else if (!asksOnly) call.write(file ?? plainField(`${call.analysis.context.home}/.ssh/id_ed25519`));
  return unknownStream;
};

/** `ssh-copy-id host` opens an account there to a key. */
const copiesKey: Act = (call) => {
  call.network('upload', call.operand(0), { traits: ['remote'] });
  call.emit('persist', `authorized_keys of ${call.operand(0)}`, { zone: 'persistence', traits: ['remote'] });
  return unknownStream;
};

const gpg: Act = (call) => {
  const has = (...names: readonly string[]): boolean => names.some((name) => call.has(name));
  const output = call.value('-o');
  if (has('--export-secret-keys', '--export-secret-subkeys')) {
    call.emit('read', `${call.analysis.context.home}/.gnupg`, { zone: 'credentials' });
    if (output) call.write(output, { origins: ['from-secret'] });
    return { origins: ['from-secret'] };
  }
  if (has('--delete-secret-keys', '--delete-keys', '--delete-secret-and-public-keys')) {
    call.emit('delete', `key ${call.operand(0)}`, { zone: 'credentials', traits: ['irreversible'] });
  } else if (
    has(
      '--import',
      '--recv-keys',
      '--receive-keys',
      '--gen-key',
      '--full-generate-key',
      '--quick-generate-key',
    )
  ) {
    call.emit('write', `${call.analysis.context.home}/.gnupg`, { zone: 'credentials' });
  } else if (has('-d')) {
    const streams = call.operands.map((file) => call.read(file));
    return { origins: [...new Set([...streams.flatMap(({ origins }) => origins), 'encoded' as const])] };
  } else {
    const streams = call.operands.map((file) => call.read(file));
    if (output) call.write(output, call.passOn(...streams));
    return call.passOn(...streams);
  }
  return unknownStream;
};

const openssl: Act = (call) => {
  const [verb] = call.operands;
  const input = call.value('-in');
  const output = call.value('-out');
  const stream = input
    ? call.read(input, isPublicVerb(verb?.text) ? { zone: 'repository' } : {})
    : call.stdin;
  const connect = call.value('-connect');
  if (connect)
    call.network(call.stdin.origins.length > 0 ? 'upload' : 'connect', connect.text, {
      origins: call.stdin.origins,
    });
  const decodes =
    (verb?.text === 'enc' || verb?.text === 'base64' || verb?.text.startsWith('aes')) && call.has('-d');
  const isText = verb?.text === 'base64' || call.argv.some(({ text }) => text === '-base64' || text === '-a');
  const text = decodes && isText && stream.text !== undefined ? decoded(stream.text, 'base64') : undefined;
  const passed: Stream = {
    origins: decodes ? [...new Set([...stream.origins, 'encoded' as const])] : stream.origins,
    ...(text !== undefined && { text }),
  };
  if (output) call.write(output, passed);
  if (connect && call.stdin.origins.length === 0) return fromSocket;
  return output ? unknownStream : passed;
};

/** Certificates are public; what `-in` names there is no secret. */
function isPublicVerb(verb: string | undefined): boolean {
  return verb === 'x509' || verb === 'req' || verb === 'crl' || verb === 'verify' || verb === 'dgst';
}

const age: Act = (call) => {
  const streams = call.operands.map((file) => call.read(file));
  const output = call.value('-o');
  const passed = call.passOn(...streams);
  if (output) call.write(output, passed);
  return passed;
};

/** Keys, certificates, signatures. */
export const keys: Programs = {
  'ssh-keygen': {
    options: {
      '-f -t -b -C -N -P -I -n -O -s -V -z -w -m -Z -D -M': 'value',
      '-R -F': 'value',
      '-l -y -H -E -B -p -q -v -e -i -A -c': 'flag',
    },
    act: generatesKey,
  },
  'ssh-copy-id': { options: { '-i -p -o': 'value' }, act: copiesKey },
  'ssh-add': { options: { '-l -L -D -d -k': 'flag', '-t': 'value' }, operands: 'value' },
  'ssh-agent ssh-keyscan ssh-import-id': { options: { '-t -p -f': 'value' }, operands: 'value' },
  'gpg gpg2 gpgv': {
    options: {
      '-o|--output': 'value',
      '-r|--recipient -u --local-user --keyserver --homedir --passphrase --passphrase-file --default-key --cipher-algo':
        'value',
      '-d|--decrypt': 'flag',
      '--export-secret-keys|--export-secret-subkeys --delete-secret-keys|--delete-keys|--delete-secret-and-public-keys --import|--recv-keys|--receive-keys --gen-key|--full-generate-key|--quick-generate-key --list-keys --list-secret-keys -k -K --fingerprint --verify --export -e -s -c -a|--armor --batch --yes --sign --encrypt --symmetric --detach-sign --dearmor':
        'flag',
    },
    act: gpg,
  },
  openssl: {
    options: {
      '-in': 'value',
      '-out': 'value',
      '-connect': 'value',
      '-k -K -iv -pass -passin -passout -inkey -key -keyout -subj -days -CAfile -cert -servername -name -config -newkey -signkey -CA -CAkey -extfile -verify -proxy -starttls -md':
        'value',
      '-d': 'flag',
    },
    dashes: 'single',
    act: openssl,
  },
  'age rage': {
    options: { '-o|--output': 'value', '-r -R -i --recipient --identity': 'value', '-d -e -p -a': 'flag' },
    act: age,
  },
  keytool: {
    options: { '-keystore -alias -storepass -file -keypass': 'value' },
    dashes: 'single',
    act: (call) => {
      if (call.has('-delete'))
        call.emit('delete', `key ${call.value('-alias')?.text ?? ''}`, { zone: 'credentials' });
      return unknownStream;
    },
  },
  'mkcert step cfssl': { operands: 'value' },
  kinit: { operands: 'value' },
};
