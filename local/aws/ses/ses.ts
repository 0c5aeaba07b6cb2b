import { randomUUID } from 'node:crypto';
import * as model from '@aws-sdk/client-ses';
import { z } from 'zod';
import type { Timeline } from '../../clock';
import { readSection } from '../section';
import {
  type EmulatedService,
  memorySection,
  type Section,
  type ServiceCall,
  ServiceError,
} from '../service';
import { SavedState } from '../support/saved-state';
import { addressOf, domainOf, Mail } from './mail';
import { addressesOf, parseMime } from './mime';

const KEPT = 500;
const MAX_RECIPIENTS = 50;

const Content = z.object({ Data: z.string() });
const SendEmail = z.object({
  Source: z.string(),
  Destination: z.object({
    ToAddresses: z.array(z.string()).default([]),
    CcAddresses: z.array(z.string()).default([]),
    BccAddresses: z.array(z.string()).default([]),
  }),
  Message: z.object({
    Subject: Content,
    Body: z.object({ Html: Content.optional(), Text: Content.optional() }),
  }),
  ReplyToAddresses: z.array(z.string()).default([]),
});
const SendRawEmail = z.object({
  Source: z.string().optional(),
  Destinations: z.array(z.string()).default([]),
  RawMessage: z.object({ Data: z.string() }),
});
const ListIdentities = z.object({
  IdentityType: z.enum(['EmailAddress', 'Domain']).optional(),
  MaxItems: z.number().int().min(1).max(1_000).default(100),
  NextToken: z.string().regex(/^\d+$/).optional(),
});
const GetIdentityVerificationAttributes = z.object({ Identities: z.array(z.string()).max(100) });

type Draft = Omit<Mail, 'id' | 'sentAt'>;

/** What an emulated SES needs. */
export type SesOptions = {
  timeline: Timeline;
  /** The domains from which mail may be sent, their subdomains included. */
  verifiedDomains: readonly string[];
  /** Whether the domains are verified at the moment. @default they are */
  verified?: () => boolean;
  /** Whether mail goes to verified addresses alone. @default it does not */
  sandbox?: () => boolean;
  /** @default memory */
  section?: Section;
  /** @default eu-west-1 */
  region?: string;
};

/** SES, API version 1: it sends nothing and keeps the newest messages. */
export class Ses implements EmulatedService {
  readonly name = 'ses';
  readonly protocol = 'query';
  readonly target = '2010-12-01';
  readonly model: Record<string, unknown> = model;
  readonly #options: SesOptions;
  readonly #saved: SavedState;
  readonly #listeners = new Set<(mail: Mail) => void>();
  #mails: Mail[];

  constructor(options: SesOptions) {
    const section = options.section ?? memorySection();
    this.#options = options;
    this.#mails = readSection(section, z.array(Mail), 'the inbox', []);
    this.#saved = new SavedState(section, () => this.#mails);
  }

  /** The messages that were sent, oldest first. */
  messages(): readonly Mail[] {
    return this.#mails;
  }

  /** Tells `listener` of each message; returns a function that stops it. */
  onMail(listener: (mail: Mail) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Writes what is not yet in the section. */
  flush(): void {
    this.#saved.flush();
  }

  /** Runs one operation. */
  async call({ operation, input }: ServiceCall): Promise<Record<string, unknown>> {
    switch (operation) {
      case 'SendEmail':
        return this.#send(draftOf(SendEmail.parse(input)));
      case 'SendRawEmail':
        return this.#send(rawDraftOf(SendRawEmail.parse(input)));
      case 'ListIdentities':
        return this.#listIdentities(ListIdentities.parse(input));
      case 'GetIdentityVerificationAttributes':
        return this.#verificationOf(GetIdentityVerificationAttributes.parse(input).Identities);
      default:
        throw new ServiceError('UnknownOperationException', `${operation} is not emulated`);
    }
  }

  #listIdentities({ IdentityType, MaxItems, NextToken }: z.infer<typeof ListIdentities>) {
    const all = IdentityType === 'EmailAddress' ? [] : this.#options.verifiedDomains;
    const from = NextToken === undefined ? 0 : Number(NextToken);
    const end = from + MaxItems;
    return { Identities: all.slice(from, end), ...(end < all.length && { NextToken: String(end) }) };
  }

  #verificationOf(identities: readonly string[]): Record<string, unknown> {
    const known = identities.filter((identity) => this.#options.verifiedDomains.includes(identity));
    const attributes = known.map((identity) => [identity, { VerificationStatus: 'Success' }]);
    return { VerificationAttributes: Object.fromEntries(attributes) };
  }

  #send(draft: Draft): Record<string, unknown> {
    const recipients = [...draft.to, ...draft.cc, ...draft.bcc];
    if (recipients.length === 0) throw new ServiceError('InvalidParameterValue', 'Missing recipients');
    if (recipients.length > MAX_RECIPIENTS) {
      throw new ServiceError('InvalidParameterValue', `Recipient count exceeds ${MAX_RECIPIENTS}.`);
    }
    for (const address of [draft.from, ...recipients, ...draft.replyTo]) {
      if (!domainOf(address)) throw new ServiceError('InvalidParameterValue', "Missing final '@domain'");
    }
    this.#refuseUnverified([draft.from, ...(this.#options.sandbox?.() ? recipients : [])]);
    const mail: Mail = { ...draft, id: `${randomUUID()}-000000`, sentAt: this.#options.timeline.now() };
    this.#mails = [...this.#mails, mail].slice(-KEPT);
    this.#saved.changed();
    for (const listener of this.#listeners) listener(mail);
    return { MessageId: mail.id };
  }

  #refuseUnverified(addresses: readonly string[]): void {
    const unverified = addresses.filter((address) => !this.#isVerified(domainOf(address)));
    if (unverified.length === 0) return;
    const region = (this.#options.region ?? 'eu-west-1').toUpperCase();
    throw new ServiceError(
      'MessageRejected',
      `Email address is not verified. The following identities failed the check in region ${region}: ${unverified.map(addressOf).join(', ')}`,
    );
  }

  #isVerified(domain: string): boolean {
    const { verified, verifiedDomains } = this.#options;
    if (verified?.() === false) return false;
    return verifiedDomains.some((own) => domain === own || domain.endsWith(`.${own}`));
  }
}

function draftOf({ Source, Destination, Message, ReplyToAddresses }: z.infer<typeof SendEmail>): Draft {
  const { Html, Text } = Message.Body;
  return {
    from: Source,
    to: Destination.ToAddresses,
    cc: Destination.CcAddresses,
    bcc: Destination.BccAddresses,
    replyTo: ReplyToAddresses,
    subject: Message.Subject.Data,
    html: Html?.Data ?? null,
    text: Text?.Data ?? null,
  };
}

function rawDraftOf({ Source, Destinations, RawMessage }: z.infer<typeof SendRawEmail>): Draft {
  const { headers, html, text } = parseMime(Buffer.from(RawMessage.Data, 'base64').toString('utf8'));
  const to = addressesOf(headers.get('to'));
  const cc = addressesOf(headers.get('cc'));
  const named = new Set([...to, ...cc].map(addressOf));
  const hidden = [
    ...addressesOf(headers.get('bcc')),
    ...Destinations.filter((to) => !named.has(addressOf(to))),
  ];
  return {
    from: Source ?? headers.get('from') ?? '',
    to,
    cc,
    bcc: [...new Set(hidden)],
    replyTo: addressesOf(headers.get('reply-to')),
    subject: headers.get('subject') ?? '',
    html,
    text,
  };
}
