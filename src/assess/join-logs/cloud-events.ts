import type { ForeignEvent } from '../../events/foreign-logs/foreign-event.ts';
import { detached } from './detached.ts';
import type { Family } from './process-tree.ts';

const mostEvents = 200_000;
const mostPrograms = 50_000;

/** A program that talks to a service, as an endpoint's log has it. */
export interface ServiceProgram {
  readonly event: ForeignEvent;
  /** Absent for a process that no agent started. */
  readonly family: Family | undefined;
}

const programs =
  /(?:^|[\s/\\])(?:aws|az|gcloud|gsutil|bq|gh|git|kubectl|helm|terraform|tofu|pulumi|cdk|sam|eksctl|hub)(?:\.exe)?(?:\s|$)/;

/** Events of services, and the processes of this machine that may have asked for them. */
export class CloudEvents {
  readonly events: ForeignEvent[] = [];
  readonly programs: ServiceProgram[] = [];
  isCut = false;

  add(event: ForeignEvent): void {
    if (this.events.length < mostEvents) this.events.push(detached(event));
    else this.isCut = true;
  }

  program(event: ForeignEvent, family: Family | undefined): void {
    if (this.programs.length < mostPrograms && programs.test(event.actor.commandLine ?? ''))
      this.programs.push({ event: detached(event), family });
  }
}
