import { secretsManagerClient } from '../../aws/clients';
import { LinkKeySecret } from '../../aws/link-key';
import { ReviewLink } from '../../core/contract/requests';
import { LINK_SECRET_ID } from '../../local/places';
import { rotateLinkKey } from '../../scripts/rotate-link-key/run';
import { useLaptop } from '../support/laptop';
import { linkTo } from '../support/laptop-mails';

const lab = useLaptop();

const rotate = (leaked = false) =>
  rotateLinkKey(leaked, { key: new LinkKeySecret(secretsManagerClient(), LINK_SECRET_ID), say: () => {} });

const stateOf = async (token: string) => {
  const answer = await lab.call('ben', 'GET', `/review-links/${token}`);
  return ReviewLink.parse(answer.body).state;
};

async function mailed(person: string): Promise<string> {
  const request = await lab.ask(person, await lab.fresh());
  await lab.settle();
  return linkTo(lab, 'ben', request);
}

test('a link that was mailed before a rotation works after one and not after two', async () => {
  const before = await mailed('ann');
  await rotate();
  expect(await stateOf(before)).toBe('open');
  // Long enough for the function that signs to have read the new key.
  await lab.advance(5);
  const between = await mailed('mateo');
  expect([await stateOf(between), await stateOf(before)]).toEqual(['open', 'open']);
  await rotate();
  await lab.advance(5);
  expect([await stateOf(between), await stateOf(before)]).toEqual(['open', 'invalid']);
});

test('after a leak every link that was mailed before stops, and deciding goes on without it', async () => {
  const request = await lab.ask('jonas', await lab.fresh());
  await lab.settle();
  const token = linkTo(lab, 'ben', request);
  await rotate(true);
  await lab.advance(5);
  expect(await stateOf(token)).toBe('invalid');
  expect((await lab.decide('ben', request)).status).toBe(200);
  expect(await stateOf(await mailed('kofi'))).toBe('open');
});
