import { decodeReviewLink } from '../../core/rules/review-link';
import { addressOf } from '../../local/aws/ses/mail';
import type { RequestSeen, TestLaptop } from './laptop';

/** `who: what` of every mail that was sent meanwhile; what is the first word of the subject. */
export async function mailsDuring(lab: TestLaptop, act: () => Promise<unknown>): Promise<string[]> {
  const before = lab.services.ses.messages().length;
  await act();
  await lab.settle();
  // A delivery that failed is tried again with growing pauses.
  while (lab.laptop.poller.isDelivering) await lab.advance(0.5);
  const names = new Map(
    lab.services.identityStore
      .users()
      .flatMap(({ attributes: { UserName, Emails } }) =>
        Emails?.[0]?.Value ? [[Emails[0].Value, UserName] as const] : [],
      ),
  );
  return lab.services.ses
    .messages()
    .slice(before)
    .flatMap(({ to, subject }) => to.map((one) => `${names.get(addressOf(one))}: ${subject.split(':')[0]}`))
    .toSorted();
}

/** The token in the newest mail to somebody about a request. */
export function linkTo(lab: TestLaptop, userName: string, { id }: RequestSeen): string {
  const tokens = lab.mails(userName).flatMap(({ text }) => /\/review\/(\S+)/.exec(text ?? '')?.[1] ?? []);
  const about = (token: string) => decodeReviewLink(token.split('.')[0] ?? '')?.requestId === id;
  const found = tokens.findLast(about);
  if (found === undefined) throw new Error(`${userName} has no link to ${id}.`);
  return found;
}
