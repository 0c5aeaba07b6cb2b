import fc from 'fast-check';
import { approversNow, checkPossibleApprovers, possibleApprovers } from '../../../../core/rules/approval';
import { canFillAll } from '../../../../core/rules/matching';
import { buildRequest, buildSnapshot, GROUPS, PEOPLE, ref } from '../../../support/build';
import { at, need, step, yes } from './approvals';

const { leads, security, engineers, support, admins } = GROUPS;
const snapshot = buildSnapshot();
const { ada, cleo, dan, finn, gil, hana } = PEOPLE;

const ids = (people: readonly { userId: string }[]) => people.map(({ userId }) => userId);

describe('possibleApprovers', () => {
  test('gives the enabled people of each step by name, without the excluded and the unknown', () => {
    const needs = [need([step(security, 1, [cleo, 'user-gone']), step(leads)])];
    const found = possibleApprovers(needs, snapshot, [dan]);
    expect(found.map(({ people, ...place }) => ({ ...place, people: ids(people) }))).toEqual([
      { need: 0, alternative: 0, step: 0, people: [cleo, finn] },
      { need: 0, alternative: 0, step: 1, people: [cleo] },
    ]);
  });

  test('a group that the directory does not know has nobody', () => {
    expect(possibleApprovers([need([step('constructor')])], snapshot, [])).toMatchObject([{ people: [] }]);
  });
});

describe('checkPossibleApprovers', () => {
  const problems = (needs: Parameters<typeof checkPossibleApprovers>[0], excluded: string[] = [ada]) =>
    checkPossibleApprovers(needs, snapshot, excluded).map(({ code, field }) => `${code} ${field}`);

  test('a need that can be met is fine', () => {
    expect(problems([need([step(leads, 2), step(security)])])).toEqual([]);
  });

  test('G6: requester and beneficiary do not count', () => {
    expect(problems([need([step(support)])], [hana])).toEqual(['no-possible-approver targets[0]']);
  });

  test('disabled people do not count', () => {
    expect(problems([need([step('none', 1, [gil])])])).toEqual(['no-possible-approver targets[0]']);
  });

  test('a step needs as many people as it says', () => {
    expect(problems([need([step(leads, 2)])])).toEqual([]);
    expect(problems([need([step(leads, 3)])])).toHaveLength(1);
  });

  test('one person cannot fill two steps', () => {
    expect(problems([need([step(admins), step('none', 1, [finn])])])).toHaveLength(1);
  });

  test('people are given to steps so that all can be filled, not first come first served', () => {
    expect(problems([need([step(security), step('none', 1, [dan])])])).toEqual([]);
    expect(problems([need([step('none', 1, [dan]), step(security), step(leads)])])).toEqual([]);
    expect(problems([need([step('none', 1, [dan]), step(security), step(admins)])])).toHaveLength(1);
  });

  test('one alternative that can be met is enough', () => {
    expect(problems([need([step('nobody')], [step(leads)])])).toEqual([]);
  });

  test('each need is looked at by itself, and every target of one that cannot be met is named', () => {
    const hopeless = { ...need([step('nobody')]), targets: [1, 3] };
    expect(problems([need([step(admins)]), hopeless, need([step(admins)])])).toEqual([
      'no-possible-approver targets[1]',
      'no-possible-approver targets[3]',
    ]);
  });
});

describe('approversNow', () => {
  test('gives those who can act on the open steps, without requester, beneficiary and those who have', () => {
    const needs = [need([step(leads, 2), step(security)], [step(engineers), step(security)])];
    const request = buildRequest({ needs, requester: ref('ada'), beneficiary: ref('ada') });
    expect(ids(approversNow(request, snapshot))).toEqual([PEOPLE.ben, cleo, dan]);
    const decided = { ...request, decisions: [yes('cleo', at(0, 0, 0))] };
    expect(ids(approversNow(decided, snapshot))).toEqual([PEOPLE.ben, dan]);
  });

  test('moves on with the steps and leaves a need that is met alone', () => {
    const needs = [need([step(leads), step(support)]), need([step(leads)])];
    const decisions = [yes('cleo', at(0, 0, 0), at(1, 0, 0))];
    expect(ids(approversNow(buildRequest({ needs, decisions }), snapshot))).toEqual([hana]);
  });

  test('nobody is asked for another alternative of a need that is met', () => {
    const needs = [need([step(support)], [step(leads)]), need([step(admins)])];
    const decisions = [yes('cleo', at(0, 1, 0))];
    expect(ids(approversNow(buildRequest({ needs, decisions }), snapshot))).toEqual([finn]);
  });

  test('nobody is asked about a request that is not pending', () => {
    expect(approversNow(buildRequest({ status: 'rejected' }), snapshot)).toEqual([]);
  });
});

describe('canFillAll', () => {
  const bruteForce = (slots: string[][], used: string[] = []): boolean => {
    const [first, ...rest] = slots;
    if (first === undefined) return true;
    return first.some((person) => !used.includes(person) && bruteForce(rest, [...used, person]));
  };

  test('finds an assignment exactly when there is one', () => {
    const slot = fc.subarray(['a', 'b', 'c', 'd', 'e'], { maxLength: 4 });
    fc.assert(
      fc.property(fc.array(slot, { maxLength: 6 }), (slots) => {
        expect(canFillAll(slots)).toBe(bruteForce(slots));
      }),
      { numRuns: 1_000 },
    );
  });

  test('somebody listed twice is still one person', () => {
    expect(
      canFillAll([
        ['a', 'a'],
        ['a', 'a'],
      ]),
    ).toBe(false);
  });
});
