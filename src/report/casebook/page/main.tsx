import { render } from 'preact';
import type { Payload } from '../payload.ts';
import { App } from './app.tsx';
import { Book } from './book.ts';
import { Desk } from './desk.ts';
import { onKey } from './keys.ts';
import { takePayload } from './members.ts';

/** Opens the casebook over its document; where that cannot be done, the document stays, and says why. */
async function start(): Promise<void> {
  const place = document.createElement('div');
  place.id = 'book';
  document.body.prepend(place);
  const say = (text: string) => {
    place.textContent = text;
  };
  if (typeof DecompressionStream === 'undefined') {
    say(
      'This browser cannot open the casebook (Chrome 80, Firefox 113 and Safari 16.4 can). The document below is whole.',
    );
    return;
  }
  try {
    say('Reading the calls of the casebook…');
    await open(takePayload('casebook'), place);
  } catch (error) {
    document.documentElement.classList.remove('has-book');
    render(null, place);
    say(
      `The data of this casebook are damaged (${error instanceof Error ? error.message : 'unknown'}). Make it again; the document below is whole.`,
    );
  }
}

async function open(payload: Payload, place: HTMLElement): Promise<void> {
  const desk = new Desk(await Book.open(payload));
  place.textContent = '';
  const root = document.documentElement;
  desk.subscribe(() => {
    root.classList.toggle('has-book', desk.state.view === 'book');
  });
  window.addEventListener('hashchange', () => desk.go(location.hash));
  window.addEventListener('popstate', () => desk.go(location.hash));
  document.addEventListener('keydown', (event) => onKey(desk, event));
  window.addEventListener('beforeunload', (event) => {
    if (desk.state.isUnsaved) event.preventDefault();
  });
  render(<App desk={desk} />, place);
  desk.go(location.hash);
  await desk.book.readDetails(() => desk.set({}));
  await desk.search();
  root.dataset['casebook'] = 'read';
}

void start();
