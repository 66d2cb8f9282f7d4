import { caseFileOf } from './case-notes.ts';
import type { Desk } from './desk.ts';

/** The reference of what is open, as `show` takes it. */
export function openReference({ state: { open }, book }: Desk): string {
  if (!open) return '';
  if (open.kind === 'call') return book.rows[open.number]?.reference ?? '';
  if (open.kind === 'finding') return book.case.findings[open.number]?.reference ?? '';
  if (open.kind === 'link') {
    const { reference, calls: [first = -1] = [] } = book.case.links[open.number] ?? {};
    return reference ?? book.rows[first]?.reference ?? '';
  }
  if (open.kind === 'case') return '';
  return book.case.incidents[open.number]?.id ?? '';
}

export function copyReference(desk: Desk): void {
  void copy(desk, openReference(desk));
}

/** For a shell: nothing in the reference acts there. */
export function copyCommand(desk: Desk): void {
  const reference = openReference(desk);
  if (reference === '' || desk.state.open?.kind === 'incident') return;
  void copy(desk, `yolo-triage show '${reference.replaceAll("'", `'\\''`)}'`);
}

/** One line: what is pasted runs nothing by itself. */
async function copy(desk: Desk, text: string): Promise<void> {
  if (text === '') return;
  const line = text.replace(/[\r\n]+/g, ' ');
  try {
    await navigator.clipboard.writeText(line);
    desk.say(`Copied: ${line}`);
  } catch {
    desk.say(`The browser does not let this page copy: ${line}`);
  }
}

export function toggleMark(desk: Desk): void {
  const reference = openReference(desk);
  if (reference === '') return;
  const known = desk.remarkOn(reference);
  if (known && known.text !== '') desk.say('A call with a note stays marked.');
  else desk.remark(reference, known ? undefined : '');
}

/** The marks and notes as a case file. */
export function download(desk: Desk): void {
  const text = `${JSON.stringify(caseFileOf(desk.state.notes), undefined, 2)}\n`;
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = 'case.json';
  link.click();
  URL.revokeObjectURL(address);
  desk.set({ isUnsaved: false, message: 'Saved as case.json: give it to the program with --case.' });
}
