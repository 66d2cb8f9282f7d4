/** Texts of whole files that a program keeps in a string, and a name by which such a file is known. */
const forms: readonly { readonly looks: RegExp; readonly file: string }[] = [
  // https://www.freedesktop.org/software/systemd/man/latest/systemd.syntax.html
  { looks: /^\s*\[(?:Service|Timer|Socket)\]\s*$[\s\S]*^\s*Exec\w*\s*=/m, file: 'string.service' },
  { looks: /<plist\b[\s\S]*<key>ProgramArguments<\/key>/, file: 'string.plist' },
  { looks: /^\s*(?:tell\s+application\b|do\s+shell\s+script\b)/m, file: 'string.applescript' },
  { looks: /^\s*FROM\s+\S+[\s\S]*^\s*(?:RUN|CMD|ENTRYPOINT|ENV)\s/m, file: 'Dockerfile' },
  { looks: /^\s*jobs:\s*$[\s\S]*^\s*runs-on:/m, file: '.github/workflows/string.yml' },
];

/** The name of a file whose text a string of several lines is; undefined where it is none of a known form. */
export function fileInString(text: string): string | undefined {
  return forms.find(({ looks }) => looks.test(text))?.file;
}
