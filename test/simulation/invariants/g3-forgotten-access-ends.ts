import { TABLE_NAMES } from '../environment';
import { accessKey } from '../records';
import type { Invariant } from './invariant';

/**
 * Access that restored tables have forgotten ends when its lease would have, by what its workflow has kept. Only if somebody has
 * stopped workflows as well is it found by comparison, and reported.
 */
export const g3Forgotten: Invariant = {
  guarantee: 'G3',
  watch: (stage, oracle, report) => {
    const { world } = stage;
    const left = (longest: number) => {
      const live = new Set(
        world.records
          .leases()
          .flatMap((lease) =>
            lease.status === 'ended' || lease.status === 'failed' || lease.status === 'scheduled'
              ? []
              : [accessKey(lease)],
          ),
      );
      return world.organization.ssoAdmin.assignments().flatMap((assignment) => {
        const key = accessKey(assignment);
        const late = oracle.forgotten.overdue(key);
        const theirs = oracle.standing.has(key) || oracle.perhapsStanding.has(key);
        const explained = theirs || live.has(key) || oracle.isOutOfReach(key);
        return late === undefined || late <= longest || explained ? [] : [{ key, late }];
      });
    };
    const wereStopped = () => stage.begun.some(({ act }) => act.deed.kind.startsWith('stop'));
    const isFound = (key: string) =>
      [...world.store.table(TABLE_NAMES.assignments).all()].some(
        ({ pk, record }) => pk === 'findings' && accessKey(record as never) === key,
      );
    return {
      inPeace: () => {
        for (const { key, late } of wereStopped() ? [] : left(stage.peace()))
          report(`${key} was forgotten, and is held ${late} ms past its end`);
      },
      atEnd: () => {
        for (const { key } of left(0))
          if (!wereStopped() || !isFound(key)) report(`${key} was forgotten, and will never end`);
      },
    };
  },
};
