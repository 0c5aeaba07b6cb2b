import {
  GetIdentityVerificationAttributesCommand,
  ListIdentitiesCommand,
  MessageRejected,
  SendEmailCommand,
  SendRawEmailCommand,
  SESClient,
} from '@aws-sdk/client-ses';
import { memorySection } from '../../../../local/aws/service';
import { Ses } from '../../../../local/aws/ses/ses';
import { clientConfig, type Rig, START, standingClock, startRig } from './harness';

const HTML =
  '<p>Grüße, "A & B" <b>100%</b> &amp; ünï + ‑ 🚀</p>\n<a href="https://x.test/?a=1&b=2">Review</a>';

function email(change: { Source?: string; ToAddresses?: string[] } = {}) {
  const { Source = 'Hourglass <no-reply@example.com>', ToAddresses = ['ann@example.org'] } = change;
  return new SendEmailCommand({
    Source,
    Destination: { ToAddresses, CcAddresses: ['bob@example.org', 'eve@example.org'] },
    Message: {
      Subject: { Data: 'Approve? <now> & then' },
      Body: { Html: { Data: HTML, Charset: 'UTF-8' }, Text: { Data: 'plain\ntext' } },
    },
    ReplyToAddresses: [],
  });
}

describe('the emulated SES', () => {
  let rig: Rig;
  let ses: Ses;
  let client: SESClient;
  const section = memorySection();

  beforeEach(async () => {
    const timeline = standingClock();
    ses = new Ses({ timeline, verifiedDomains: ['example.com'], section });
    rig = await startRig([ses], timeline);
    client = new SESClient(clientConfig(rig.url));
  });
  afterEach(async () => {
    client.destroy();
    await rig.close();
    section.write([]);
  });

  it('keeps a message exactly as it was sent', async () => {
    const { MessageId } = await client.send(email());
    expect(ses.messages()).toEqual([
      {
        id: MessageId,
        from: 'Hourglass <no-reply@example.com>',
        to: ['ann@example.org'],
        cc: ['bob@example.org', 'eve@example.org'],
        bcc: [],
        replyTo: [],
        subject: 'Approve? <now> & then',
        html: HTML,
        text: 'plain\ntext',
        sentAt: START,
      },
    ]);
  });

  it('lists what mail may be sent from, page by page, and says that it is verified', async () => {
    const many = Array.from({ length: 5 }, (_, at) => `d${at}.example.com`);
    await rig.close();
    const timeline = standingClock();
    rig = await startRig([new Ses({ timeline, verifiedDomains: many })], timeline);
    client = new SESClient(clientConfig(rig.url));
    const first = await client.send(new ListIdentitiesCommand({ MaxItems: 3 }));
    const rest = await client.send(new ListIdentitiesCommand({ MaxItems: 3, NextToken: first.NextToken }));
    expect([first.Identities, rest.Identities, rest.NextToken]).toEqual([
      many.slice(0, 3),
      many.slice(3),
      undefined,
    ]);
    const asked = new GetIdentityVerificationAttributesCommand({
      Identities: ['d1.example.com', 'other.org'],
    });
    expect((await client.send(asked)).VerificationAttributes).toEqual({
      'd1.example.com': { VerificationStatus: 'Success' },
    });
    const addresses = new ListIdentitiesCommand({ IdentityType: 'EmailAddress' });
    expect((await client.send(addresses)).Identities).toEqual([]);
  });

  it('keeps the order of more than nine recipients', async () => {
    const ToAddresses = Array.from({ length: 12 }, (_, i) => `p${i}@example.org`);
    await client.send(email({ ToAddresses }));
    expect(ses.messages()[0]?.to).toEqual(ToAddresses);
  });

  it('tells listeners until they stop', async () => {
    const subjects: string[] = [];
    const stop = ses.onMail((mail) => subjects.push(mail.subject));
    await client.send(email());
    stop();
    await client.send(email());
    expect(subjects).toEqual(['Approve? <now> & then']);
  });

  it.each([['no-reply@example.net'], ['no-reply@badexample.com'], ['x <no-reply@example.com.evil.test>']])(
    'refuses to send as %s, which is not verified',
    async (Source) => {
      const refused = client.send(email({ Source }));
      await expect(refused).rejects.toBeInstanceOf(MessageRejected);
      await expect(refused).rejects.toThrow(/not verified.*EU-WEST-1/);
      expect(ses.messages()).toEqual([]);
    },
  );

  it('sends as a subdomain of a verified domain', async () => {
    await client.send(email({ Source: 'a@mail.example.com' }));
    expect(ses.messages()).toHaveLength(1);
  });

  it.each([
    ['a recipient without a domain', ['ann']],
    ['an empty recipient', ['']],
    ['too many recipients', Array.from({ length: 49 }, (_, i) => `p${i}@example.org`)],
  ])('refuses %s', async (_, ToAddresses) => {
    await expect(client.send(email({ ToAddresses }))).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    });
  });

  it('reads a raw message', async () => {
    const raw = [
      'From: "Hourglass, Inc." <no-reply@example.com>',
      'To: "Smith, Ann" <ann@example.org>, bob@example.org',
      'Subject: =?UTF-8?B?R3LDvMOfZQ==?= =?utf-8?Q?_und_=C3=A4?=',
      'Content-Type: multipart/mixed; boundary="outer"',
      '',
      '--outer',
      'Content-Type: multipart/alternative; boundary=inner',
      '',
      '--inner',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      'gr=C3=BC=',
      'n =3D green',
      '--inner',
      'Content-Type: text/html; charset=utf-8',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from(HTML).toString('base64'),
      '--inner--',
      '--outer',
      'Content-Type: text/plain',
      'Content-Disposition: attachment; filename=x.txt',
      '',
      'not the text',
      '--outer--',
    ].join('\r\n');
    const command = new SendRawEmailCommand({
      RawMessage: { Data: Buffer.from(raw) },
      Destinations: ['ann@example.org', 'hidden@example.org'],
    });
    await client.send(command);
    expect(ses.messages()[0]).toMatchObject({
      from: '"Hourglass, Inc." <no-reply@example.com>',
      to: ['"Smith, Ann" <ann@example.org>', 'bob@example.org'],
      bcc: ['hidden@example.org'],
      subject: 'Grüße und ä',
      html: HTML,
      text: 'grün = green',
    });
  });

  it('keeps the newest 500 messages over a restart', async () => {
    for (let i = 0; i < 501; i += 1) {
      await ses.call({
        operation: 'SendEmail',
        input: {
          Source: 'a@example.com',
          Destination: { ToAddresses: ['b@example.com'] },
          Message: { Subject: { Data: `mail ${i}` }, Body: {} },
        },
      });
    }
    ses.flush();
    const again = new Ses({ timeline: rig.clock, verifiedDomains: [], section });
    expect(again.messages()).toHaveLength(500);
    expect(again.messages().at(0)?.subject).toBe('mail 1');
    expect(again.messages().at(-1)?.subject).toBe('mail 500');
  });
});
