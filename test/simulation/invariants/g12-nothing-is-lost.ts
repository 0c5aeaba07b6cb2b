import type { Invariant } from './invariant';

/** Every notice is sent once at most, and whatever was not done waits somewhere. */
export const g12: Invariant = {
  guarantee: 'G12',
  watch: ({ world }, _oracle, report) => ({
    after: () => {
      const last = world.mails[world.mails.length - 1];
      if (
        last &&
        world.mails.some((mail) => mail !== last && mail.to === last.to && mail.about === last.about)
      )
        report(`${last.to} got the same mail twice: ${last.subject}`);
    },
    atEnd: () => {
      if (!world.deliveries.idle) report('records of the audit trail wait for their notices for ever');
      for (const request of world.records.requests())
        if (request.status === 'pending' && request.expiresAt < world.timeline.now() - 200_000)
          report(`${request.id} is pending long after its time to decide is over`);
    },
  }),
};
