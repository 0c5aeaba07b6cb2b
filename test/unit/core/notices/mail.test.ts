import fc from 'fast-check';
import { mailOf } from '../../../../core/notices/mail-of';
import { oneLine, plainText, subjectOf } from '../../../../core/notices/plain';
import { reviewNotice } from '../../../../core/notices/review-notice';
import {
  activatedNews,
  approvedNews,
  cancelledNews,
  createdNews,
  endedNews,
  expiredNews,
  failedNews,
  rejectedNews,
  statusNotice,
} from '../../../../core/notices/status-notice';
import { HOUR } from '../../../../core/model/instant';
import { buildDecision, buildLease, buildRequest, buildTarget, ref } from '../../../support/build';
import { START } from '../../../support/fakes';

const URL = 'https://hourglass.example.com/review/payload.signature';
const BECAUSE = 'You get this because the request is yours or was made for you.';
const now = START;

const review = (overrides: Parameters<typeof buildRequest<'pending'>>[0] = {}) =>
  mailOf(reviewNotice(buildRequest(overrides), { url: URL, now }), 'cleo@example.com');

/** Text as an attacker would write it, beside what people write. */
const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '</td></table><!--',
    '--><svg/onload=alert(1)>',
    '<![endif]--><b>',
    '&lt;script&gt;',
    'a\r\nBcc: victim@example.com',
    '\u202egnp.exe',
  ),
);

/** Every tag and comment of a mail, without what stands between them. */
const skeleton = (html: string) => html.replace(/[^<>]+(?=<)/g, '').match(/<[^>]*>/g) ?? [];

describe('a mail to an approver', () => {
  it('says who, what, where, when, why, the ticket and how long there is to decide', () => {
    const mail = review({ ticket: 'OPS-42', window: { minutes: 90 } });
    expect(mail.subject).toBe('Review: Ada Lovelace asks for ReadOnly in Payments Production');
    expect(mail.text).toMatchInlineSnapshot(`
"Ada Lovelace asks for access

You can approve or reject this until 21 Nov 2026, 12:00 UTC (3 hours from now).

Who: Ada Lovelace (ada)
Access: ReadOnly in Payments Production (100000000002)
When: 1 hour 30 minutes, from approval
Access removed at: 1 hour 30 minutes after the approval
Running sessions can last until: 2 hours 30 minutes after the approval
Why: Look at a failed payment
Ticket: OPS-42

Review request:
https://hourglass.example.com/review/payload.signature

-- 
You get this because you may approve this request. The button opens the request after you have signed in; nothing is decided until you decide there.
"
`);
  });

  it('has one button, and it leads to the page', () => {
    const { html, text } = review();
    const links = [...html.matchAll(/<a [^>]*href="([^"]*)"/g)].map((match) => match[1]);
    expect(links).toEqual([URL]);
    expect(html).toContain(`<v:roundrect xmlns:v="urn:schemas-microsoft-com:vml" href="${URL}"`);
    expect(text).toContain(`Review request:\n${URL}`);
  });

  it('loads nothing from anywhere', () => {
    expect(review().html).not.toMatch(/<(img|link|script|iframe|object|video)\b|@import|url\(/i);
  });

  it('says for whom it is when it is for somebody else', () => {
    const mail = review({ beneficiary: ref('ben') });
    expect(mail.subject).toContain('for Ben Okafor');
    expect(mail.text).toContain('For: Ben Okafor (ben)\nAsked by: Ada Lovelace (ada)');
  });

  it('names a start that was asked for, and every one of several accesses', () => {
    const targets = [buildTarget(), buildTarget('shop', 'developer')];
    const mail = review({ targets, window: { minutes: 120, startsAt: START + HOUR } });
    expect(mail.subject).toContain('ReadOnly in Payments Production and 1 more');
    expect(mail.text).toContain('2 hours, from 21 Nov 2026, 10:00 UTC to 21 Nov 2026, 12:00 UTC');
    expect(mail.text).toContain(
      'Access removed at: 21 Nov 2026, 12:00 UTC\nRunning sessions can last until: 21 Nov 2026, 14:00 UTC',
    );
    expect(mail.text).toContain('Developer in Shop Production (100000000003)');
  });

  it('lets no text of a person open a tag, an attribute or a comment', () => {
    const plain = skeleton(review({ justification: 'x', ticket: 'x' }).html);
    fc.assert(
      fc.property(nasty, nasty, nasty, (name, justification, ticket) => {
        const person = { ...ref('ada'), displayName: name };
        const { html } = review({ requester: person, beneficiary: person, justification, ticket });
        const tags = skeleton(html).filter((tag) => tag !== '<br>');
        expect(tags).toEqual(plain);
      }),
    );
  });

  it('has a subject of one line, whatever a person is called', () => {
    fc.assert(
      fc.property(nasty, nasty, (displayName, target) => {
        const { subject } = review({
          requester: { ...ref('ada'), displayName },
          targets: [{ ...buildTarget(), name: target }],
        });
        expect(subject).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
        expect(Array.from(subject).length).toBeLessThanOrEqual(160);
      }),
    );
  });

  it('lets no text of a person pass for a fact of its own', () => {
    const { text } = review({
      justification: 'because\nTicket: APPROVED-1\n\nReview request:\nhttps://evil.example',
    });
    expect(text).not.toMatch(/^Ticket: APPROVED-1/m);
    expect(text.match(/^https?:/gm)).toHaveLength(1);
  });
});

describe('a mail about the status of a request', () => {
  const mail = (
    ...[request, news]: Parameters<typeof statusNotice> extends [infer R, infer N, string, string]
      ? [R, N]
      : never
  ) =>
    mailOf(
      statusNotice(request, news, 'https://hourglass.example.com/requests/1', BECAUSE),
      'ada@example.com',
    );

  it('tells who was asked, and until when', () => {
    const { subject, text } = mail(buildRequest(), createdNews(['Cleo Marin', 'Dan Ito'], START + 3 * HOUR));
    expect(subject).toBe('Requested: ReadOnly in Payments Production');
    expect(text).toContain('Cleo Marin, Dan Ito were asked, with time until 21 Nov 2026, 12:00 UTC.');
  });

  it('tells who approved, what they wrote, and when it starts and ends', () => {
    const request = buildRequest({
      status: 'scheduled',
      decisions: [buildDecision({ comment: 'Be careful' })],
    });
    const { subject, text } = mail(request, approvedNews(request, now, false));
    expect(subject).toBe('Approved: ReadOnly in Payments Production');
    expect(text).toContain('Cleo Marin approved the request.');
    expect(text).toContain('Cleo Marin wrote: Be careful');
    expect(text).toContain('Access removed at: 21 Nov 2026, 10:00 UTC');
    expect(text).toContain('Running sessions can last until: 21 Nov 2026, 11:00 UTC');
  });

  it('says so when the start is still to come', () => {
    const request = buildRequest({ status: 'scheduled', startsAt: START + HOUR, endsAt: START + 2 * HOUR });
    expect(mail(request, approvedNews(request, now, false)).subject).toMatch(/^Approved and scheduled: /);
  });

  it('tells why it was rejected', () => {
    const no = buildDecision({ answer: 'reject', comment: 'Not today', countedFor: [] });
    const request = buildRequest({ status: 'rejected', decisions: [no] });
    const { subject, text } = mail(request, rejectedNews(request));
    expect(subject).toMatch(/^Rejected: /);
    expect(text).toContain('Cleo Marin wrote: Not today');
  });

  it('gives both times of an end: of the access, and of sessions that run', () => {
    const request = buildRequest({ status: 'active' });
    const { text } = mail(request, activatedNews(request));
    expect(text).toContain('Access removed at: 21 Nov 2026, 10:00 UTC');
    expect(text).toContain('Running sessions can last until: 21 Nov 2026, 11:00 UTC');
  });

  it.each([
    ['elapsed', 'Its time ran out.'],
    ['returned', 'Ada Lovelace gave it back.'],
    ['revoked', 'Ada Lovelace ended it early.'],
    ['offboarded', 'Ada Lovelace left.'],
  ] as const)('tells why it ended: %s', (endReason, sentence) => {
    const request = buildRequest({ status: 'ended', endReason, endedBy: ref('ada'), endComment: 'Done' });
    const { text } = mail(request, endedNews(request, []));
    expect(text).toContain(sentence);
    expect(text).toContain('Comment: Done');
  });

  it('gives both times when access was taken away, and one when it stays', () => {
    const request = buildRequest({ status: 'ended' });
    const removed = buildLease({ status: 'ended' });
    expect(mail(request, endedNews(request, [removed])).text).toMatch(
      /Access removed at: .*\n.*Running sessions can last until: /,
    );
    const kept = buildLease({ status: 'ended', removal: 'kept-standing' });
    const { text } = mail(request, endedNews(request, [kept]));
    expect(text).toContain('Ended at: ');
    expect(text).not.toContain('Running sessions');
  });

  it('tells of a failure, an expiry and a cancellation in their own words', () => {
    const failed = buildRequest({ status: 'failed' });
    expect(mail(failed, failedNews(failed)).text).toContain('It failed.');
    const expired = buildRequest({ status: 'expired' });
    expect(mail(expired, expiredNews(expired)).text).toContain('You can ask again.');
    const cancelled = buildRequest({ status: 'cancelled', cancelComment: 'No need' });
    expect(mail(cancelled, cancelledNews(cancelled)).text).toContain('Comment: No need');
  });
});

describe('plain text', () => {
  it('keeps lines and nothing else that does not show', () => {
    expect(plainText('a\r\nb\u0000c\u202ed')).toBe('a\nb c d');
    expect(oneLine('a\r\nb\tc')).toBe('a b c');
  });

  it('shortens a subject by whole characters', () => {
    const subject = subjectOf('😀'.repeat(300));
    expect(Array.from(subject)).toHaveLength(160);
    expect(subject.endsWith('😀…')).toBe(true);
  });
});
