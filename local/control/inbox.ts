import { z } from 'zod';
import { toIso } from '../../core/model/instant';
import { addressOf, type Mail } from '../aws/ses/mail';
import { linksOf } from '../mail-links';
import { endpoint } from './endpoint';
import { personNamed } from './people';

/** What was mailed. */
export const inboxEndpoints = [
  endpoint({
    method: 'GET',
    path: '/inbox',
    says: 'Lists the emails, newest first; `to` is an address or a user name.',
    example: { to: 'ben', limit: 5 },
    input: z.strictObject({
      to: z.string().min(1).optional(),
      limit: z.coerce.number().int().min(1).max(500).default(50),
    }),
    run: async ({ to, limit }, context) => {
      const address = to === undefined || to.includes('@') ? to : (await personNamed(to, context)).email;
      const mails = context.services.ses
        .messages()
        .filter((mail) => address === undefined || isTo(mail, address))
        .toReversed();
      return { items: mails.slice(0, limit).map(shown), total: mails.length };
    },
  }),
];

function isTo(mail: Mail, address: string): boolean {
  const wanted = addressOf(address).toLowerCase();
  return [...mail.to, ...mail.cc, ...mail.bcc].some((one) => addressOf(one).toLowerCase() === wanted);
}

function shown(mail: Mail) {
  const { id, from, to, cc, bcc, subject, sentAt, html, text } = mail;
  return {
    id,
    from,
    to,
    cc,
    bcc,
    subject,
    sentAt: toIso(sentAt),
    text: text ?? '',
    html: html ?? '',
    links: linksOf(mail),
  };
}
