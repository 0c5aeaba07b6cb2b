import { HOUR, MINUTE } from '../../../../core/model/instant';
import { type FindingPlan, planFor } from '../../../../core/rules/finding-plan';
import { START } from '../../../support/fakes';

const unknown = { kind: 'unknown-assignment', since: START } as const;
const settings = (unknownAssignments: 'report' | 'adopt' | 'end', unknownGraceMinutes = 90) => ({
  unknownAssignments,
  unknownGraceMinutes,
});

describe('what is done about a finding', () => {
  it.each<[string, Parameters<typeof planFor>, FindingPlan]>([
    ['nothing but a report', [unknown, settings('report')], { kind: 'report' }],
    ['adopted as standing', [unknown, settings('adopt')], { kind: 'adopt' }],
    ['removed after the grace', [unknown, settings('end')], { kind: 'end', at: START + 90 * MINUTE }],
    [
      'removed because it was asked to be, whatever the settings say now',
      [{ ...unknown, endAskedAt: START + HOUR }, settings('report')],
      { kind: 'ending' },
    ],
    [
      'removed at once when a lease that is over left it',
      [{ kind: 'left-over', since: START, endAskedAt: START }, settings('adopt')],
      { kind: 'ending' },
    ],
    [
      'left to the end of the lease when its assignment is missing',
      [{ kind: 'missing-assignment', since: START }, settings('end')],
      { kind: 'keep-lease' },
    ],
    [
      'ended when the lease is late',
      [{ kind: 'overdue', since: START }, settings('report')],
      { kind: 'end-lease' },
    ],
  ])('%s', (_name, [finding, by], plan) => {
    expect(planFor(finding, by)).toEqual(plan);
  });
});
