import * as chapters from '../../local/story/chapters';
import { LaptopClient } from '../../local/story/client';
import { Plot } from '../../local/story/plot';
import { Teller } from '../../local/story/teller';
import { useLaptop } from '../support/laptop';

const lab = useLaptop();

/** A plot on this laptop; what did not hold is collected. */
function newPlot() {
  const lines: string[] = [];
  const teller = new Teller({
    json: false,
    now: async () => lab.now(),
    print: (line) => void lines.push(line),
  });
  const plot = new Plot(new LaptopClient(lab.laptop.url), teller);
  return { plot, teller, lines, notSo: () => lines.filter((line) => line.includes('NOT SO')) };
}

test('every expectation of the story holds', async () => {
  const { plot, teller, lines, notSo } = newPlot();
  await chapters.signIn(plot);
  const wish = await chapters.refusalAndPreview(plot);
  const request = await chapters.requestAndEmail(plot, wish);
  const active = await chapters.approval(plot, wish, request);
  await chapters.activity(plot, wish, active);
  await chapters.earlyReturn(plot, wish, active);
  await chapters.byTime(plot, wish);
  await chapters.failure(plot, wish);
  await chapters.auditTrail(plot);
  expect(notSo()).toEqual([]);
  expect(teller.failed).toBe(0);
  // Every chapter has told something that had to hold.
  const told = lines.filter((line) => line.includes('✓') || line.startsWith('\n'));
  expect(told.filter((line) => line.startsWith('\n'))).toHaveLength(9);
  expect(teller.held).toBeGreaterThan(30);
});

test('a story in which Identity Center refuses every deletion fails, and says at what', async () => {
  const { plot, teller, notSo } = newPlot();
  const wish = await plot.findWish('ann', 'staging');
  lab.services.faults.add({ kind: 'fail-operation', operation: 'DeleteAccountAssignment' });
  await chapters.byTime(plot, wish);
  lab.services.faults.clear();
  expect(teller.failed).toBeGreaterThan(0);
  expect(notSo().join('\n')).toMatch(/no longer holds the assignment {2}\[seen: still assigned\]/);
  // And nothing is left behind once it works again.
  await lab.advance(10);
  expect(await plot.holds('ann', wish)).toBe(false);
});
