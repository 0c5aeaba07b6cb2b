import { RequestPage, ReviewLink } from '../../core/contract/requests';
import { type RouteName, routes } from '../../core/contract/routes';
import { useLaptop } from '../support/laptop';
import { problemOf } from '../support/laptop-http';
import { type Scene, setTheScene, type ViewerName, VIEWERS } from './visibility/fixtures';
import { MATRIX } from './visibility/matrix';

const lab = useLaptop();
let scene: Scene;
beforeAll(async () => {
  scene = await setTheScene(lab);
});

const viewers = Object.keys(VIEWERS) as ViewerName[];
const names = Object.keys(routes) as RouteName[];
const cells = names.flatMap((name) => {
  const { expected, othersExpected } = MATRIX[name];
  return viewers.flatMap((viewer) => [
    [routes[name].method, name, 'own', viewer, expected[viewer]] as const,
    ...(othersExpected
      ? [[routes[name].method, name, 'another’s', viewer, othersExpected[viewer]] as const]
      : []),
  ]);
});

it.each(cells)('%s %s, %s: %s gets %d', async (method, name, whose, viewer, status) => {
  const row = MATRIX[name];
  const { path, body } = (whose === 'own' ? row.call : row.others!)(scene);
  const writes = await lab.writesDuring(async () => {
    const answer = await lab.call(VIEWERS[viewer], method, path, { body });
    expect({ status: answer.status, body: answer.status === status || answer.body }).toEqual({
      status,
      body: true,
    });
    if (status >= 400) expect(problemOf(answer).status).toBe(status);
  });
  // Whoever is refused changes nothing, and an auditor never does: a look at activity and a refusal are on record.
  const changes = writes.filter(({ type }) => type !== 'DecisionRefused');
  if (status >= 400) expect(changes).toEqual([]);
  if (viewer === 'auditor') expect(changes.flatMap(({ type }) => type ?? [])).toEqual([]);
});

test('every route is in the matrix, with every viewer', () => {
  expect(Object.keys(MATRIX).toSorted()).toEqual(names.toSorted());
  expect(cells.length).toBeGreaterThanOrEqual(names.length * viewers.length);
});

describe('lists hold what the viewer has to do with, and nothing else', () => {
  const LISTS: readonly [ViewerName, string, readonly (keyof Scene)[]][] = [
    ['requester', 'mine', ['pending', 'active']],
    ['beneficiary', 'mine', ['pending', 'active']],
    ['approver', 'inbox', ['pending']],
    ['decided', 'decided', ['pending', 'active']],
    ['decided', 'inbox', []],
    ['requester', 'inbox', []],
    ['requester', 'decided', []],
    ['beneficiary', 'inbox', []],
    ['approver', 'mine', []],
    ['approver', 'decided', []],
    ['stranger', 'mine', []],
    ['stranger', 'inbox', []],
    ['stranger', 'decided', []],
    ['admin', 'mine', []],
    ['admin', 'inbox', []],
    ['admin', 'decided', []],
    ['auditor', 'mine', []],
    ['auditor', 'inbox', []],
  ];
  it.each(LISTS)('%s, %s: %j', async (viewer, view, expected) => {
    const answer = await lab.call(VIEWERS[viewer], 'GET', `/requests?view=${view}&limit=100`);
    const found = RequestPage.parse(answer.body).items.map(({ id }) => id);
    const known = { pending: scene.pending.id, active: scene.active.id, other: scene.other.id };
    const seen = Object.entries(known).flatMap(([name, id]) => (found.includes(id) ? [name] : []));
    expect(seen).toEqual(expected);
  });

  test('the auditor sees all of them', async () => {
    const answer = await lab.call('aud', 'GET', '/requests?view=all&limit=100');
    const found = RequestPage.parse(answer.body).items.map(({ id }) => id);
    expect(found).toEqual(expect.arrayContaining([scene.pending.id, scene.active.id, scene.other.id]));
  });
});

test.each([
  ['stranger', 'no-authority', false],
  ['admin', 'no-authority', false],
  ['auditor', 'no-authority', true],
  ['requester', 'no-authority', true],
  ['beneficiary', 'no-authority', true],
] as const)('a forwarded link tells %s: %s', async (viewer, state, seesRequest) => {
  const { body } = await lab.call(VIEWERS[viewer], 'GET', `/review-links/${scene.link}`);
  const link = ReviewLink.parse(body);
  expect({ state: link.state, seesRequest: link.requestId !== undefined }).toEqual({ state, seesRequest });
});
