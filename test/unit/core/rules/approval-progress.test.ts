import { afterDecision, progressOf } from '../../../../core/rules/approval';
import { buildDecision, buildRequest } from '../../../support/build';
import { at, need, step, yes } from './approvals';

const twoSteps = need([step('leads', 2), step('security')]);
const either = need([step('leads'), step('security')], [step('admins')]);

describe('progressOf', () => {
  test('counts the yeses of each step and names the open one', () => {
    const request = buildRequest({ needs: [twoSteps], decisions: [yes('cleo', at(0, 0, 0))] });
    expect(progressOf(request)).toEqual({
      complete: false,
      needs: [
        {
          complete: false,
          alternatives: [
            {
              complete: false,
              currentStep: 0,
              steps: [
                { name: 'leads', needed: 2, given: 1 },
                { name: 'security', needed: 1, given: 0 },
              ],
            },
          ],
        },
      ],
    });
  });

  test('a complete step opens the next one, a complete last step completes all', () => {
    const leads = [yes('cleo', at(0, 0, 0)), yes('dan', at(0, 0, 0))];
    const half = progressOf(buildRequest({ needs: [twoSteps], decisions: leads }));
    expect(half.needs[0]?.alternatives[0]).toMatchObject({ complete: false, currentStep: 1 });
    const decisions = [...leads, yes('finn', at(0, 0, 1))];
    const whole = progressOf(buildRequest({ needs: [twoSteps], decisions }));
    expect(whole).toMatchObject({ complete: true, needs: [{ alternatives: [{ currentStep: 2 }] }] });
  });

  test('one alternative is enough for a need, but every need counts', () => {
    const decisions = [yes('finn', at(0, 1, 0))];
    const progress = progressOf(buildRequest({ needs: [either, twoSteps], decisions }));
    expect(progress.needs.map(({ complete }) => complete)).toEqual([true, false]);
    expect(progress.complete).toBe(false);
  });

  test('a no counts nowhere, whatever it claims', () => {
    const no = buildDecision({ answer: 'reject', countedFor: [at(0, 1, 0)] });
    expect(progressOf(buildRequest({ needs: [either], decisions: [no] })).complete).toBe(false);
  });

  test('a request without needs is complete', () => {
    expect(progressOf(buildRequest({ needs: [] }))).toEqual({ complete: true, needs: [] });
  });
});

describe('afterDecision', () => {
  const request = buildRequest({ needs: [need([step('leads', 2)])], decisions: [yes('cleo', at(0, 0, 0))] });

  test('one no rejects, however many said yes', () => {
    expect(afterDecision(request, buildDecision({ answer: 'reject', countedFor: [] }))).toBe('rejected');
  });

  test('the last yes that was missing approves', () => {
    expect(afterDecision(request, yes('dan', at(0, 0, 0)))).toBe('approved');
  });

  test('a yes that leaves something open keeps the request pending', () => {
    expect(afterDecision({ ...request, decisions: [] }, yes('dan', at(0, 0, 0)))).toBe('pending');
    expect(afterDecision(request, yes('dan'))).toBe('pending');
  });
});
