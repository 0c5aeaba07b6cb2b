import { DAY, HOUR, MINUTE, SECOND } from '../../../core/model/instant';
import { html, type Html } from '../html';
import { duration, moment } from '../moment';
import { problemPage } from '../page';
import { formFields, redirect } from '../request';
import type { PanelContext } from './context';

const STEPS = [
  { name: '5-minutes', title: '+5 minutes', milliseconds: 5 * MINUTE },
  { name: '1-hour', title: '+1 hour', milliseconds: HOUR },
  { name: '8-hours', title: '+8 hours', milliseconds: 8 * HOUR },
  { name: '1-day', title: '+1 day', milliseconds: DAY },
] as const;

/** Access is asked to end within 5 s of its end and takes a few more to go. */
const TO_BE_GONE = 15 * SECOND;
const FARTHEST = 400 * DAY;

/** The end that comes next, epoch milliseconds. */
async function nextEnd({ clock, dueLeases }: PanelContext): Promise<number | undefined> {
  const now = clock.now();
  const leases = await dueLeases(now + FARTHEST, 100);
  return leases.map(({ endsAt }) => endsAt).find((endsAt) => endsAt > now);
}

/** What time it is, and the buttons that move it. */
export async function timeSection(context: PanelContext): Promise<Html> {
  const { now, offset } = { now: context.clock.now(), offset: context.clock.offset };
  const end = await nextEnd(context);
  return html`<section class="card"><h2 style="margin-top:0">Time</h2>
<p>It is <strong>${moment(now)}</strong>${offset < SECOND ? ', as in the real world.' : `, ${duration(offset)} ahead of the real world.`}</p>
<form method="post" action="/panel/time" class="row">${STEPS.map(({ name, title }) => html`<button name="step" value="${name}" class="quiet">${title}</button>`)}
${
  end === undefined
    ? html`<button disabled>To the next lease end</button> <span class="soft small">No lease is live.</span>`
    : html`<button name="step" value="next-end">To the next lease end</button> <span class="soft small">${moment(end)}, in ${duration(end - now)}</span>`
}</form>
<p class="soft small">Everything that falls due on the way is done in order before the page answers. Time never goes back.</p></section>`;
}

/** POST /panel/time: moves the clock. */
export async function moveTime(request: Request, context: PanelContext): Promise<Response> {
  const { step } = await formFields(request);
  const now = context.clock.now();
  const chosen = STEPS.find(({ name }) => name === step);
  const end = step === 'next-end' ? await nextEnd(context) : undefined;
  if (!chosen && end === undefined)
    return problemPage(
      400,
      'Time was not moved',
      'Choose one of the buttons; the next lease end needs a live lease.',
      'panel',
    );
  await context.clock.advanceTo(chosen ? now + chosen.milliseconds : (end ?? now) + TO_BE_GONE);
  return redirect('/panel');
}
