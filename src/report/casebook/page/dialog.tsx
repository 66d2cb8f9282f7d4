import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Desk } from './desk.ts';

interface DialogProps {
  readonly desk: Desk;
  readonly title: string;
  readonly children: ComponentChildren;
}

/** Over everything else, until it is closed. */
export function Dialog({ desk, title, children }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => element.current?.showModal(), []);
  return (
    <dialog ref={element} aria-labelledby="dialog-title" onClose={() => desk.set({ dialog: undefined })}>
      <h2 id="dialog-title">{title}</h2>
      {children}
      <p>
        <button type="button" onClick={() => element.current?.close()}>
          Close
        </button>
      </p>
    </dialog>
  );
}
