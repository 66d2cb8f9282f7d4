import { CallCard } from './call-card.tsx';
import { CaseCard } from './case-card.tsx';
import type { Desk } from './desk.ts';
import { FindingCard } from './finding-card.tsx';
import { IncidentCard } from './incident-card.tsx';
import { LinkCard } from './link-card.tsx';

/** What is open, with all that is known of it. */
export function OpenPane({ desk }: { readonly desk: Desk }) {
  const { open } = desk.state;
  return (
    <section class="open" aria-label="What is open" tabIndex={-1}>
      {!open && <p class="soft">Nothing is open: choose a call, a finding or an incident.</p>}
      {open?.kind === 'case' && <CaseCard desk={desk} />}
      {open && (
        <p class="only-narrow">
          <button type="button" onClick={() => desk.open(undefined)}>
            ‹ Calls
          </button>
        </p>
      )}
      {open?.kind === 'call' && <CallCard key={open.number} desk={desk} number={open.number} />}
      {open?.kind === 'finding' && <FindingCard key={open.number} desk={desk} number={open.number} />}
      {open?.kind === 'link' && <LinkCard key={open.number} desk={desk} number={open.number} />}
      {open?.kind === 'incident' && <IncidentCard key={open.number} desk={desk} number={open.number} />}
    </section>
  );
}
