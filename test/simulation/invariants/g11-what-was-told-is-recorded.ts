import type { AuditEventType } from '../../../core/model/audit-event';
import type { Deed } from '../plan';
import type { Invariant } from './invariant';

/** The events that are written when the deed is done; each carries the comment by which the act is known. */
const DONE: Partial<Record<Deed['kind'], AuditEventType>> = {
  extend: 'RequestExtended',
  'emergency-end': 'EmergencyEndOrdered',
  'emergency-stop': 'EmergencyStopDeclared',
  'emergency-lift': 'EmergencyStopLifted',
};

/** Who was told that it is done finds it in the audit trail, once; who was refused does not find it. */
export const g11Told: Invariant = {
  guarantee: 'G11',
  watch: ({ world, replies }, _oracle, report) => ({
    atEnd: () => {
      const events = world.records.events();
      for (const { act, status } of replies) {
        const type = DONE[act.deed.kind];
        if (!type) continue;
        const done = events.filter(
          (one) => one.type === type && one.data.comment === `act ${act.number}`,
        ).length;
        const told = `act ${act.number} (${act.deed.kind}) was told ${status}`;
        if (done > 1) report(`${told}, and it is recorded ${done} times`);
        if (status >= 200 && status < 300 && done === 0) report(`${told}, and it is not recorded`);
        if (status >= 400 && status < 500 && done > 0) report(`${told}, and it is recorded`);
      }
    },
  }),
};
