import { SESClient } from '@aws-sdk/client-ses';
import { SesMailer } from '../../aws/ses-mailer';
import type { Mail, Mailer } from '../../core/ports/notices';
import { Ses } from '../../local/aws/ses/ses';
import { VirtualClock } from '../../local/clock';
import { FakeMailer } from '../support/fakes';
import { emulate } from './support/endpoint';
import { type Backend, onEach } from './support/ledger-bench';

type Bench = {
  readonly mailer: Mailer;
  readonly received: () => readonly Mail[];
  readonly break: () => void;
  readonly close: () => Promise<void>;
};

function fake(): Bench {
  const mailer = new FakeMailer();
  return {
    mailer,
    received: () => mailer.sent,
    break: () => {
      mailer.failNext = new Error('internal failure');
    },
    close: async () => {},
  };
}

async function emulator(): Promise<Bench> {
  const timeline = new VirtualClock({ ticking: false });
  const ses = new Ses({ timeline, verifiedDomains: ['example.com'] });
  const endpoint = await emulate([ses], timeline);
  const client = new SESClient(endpoint.config);
  return {
    mailer: new SesMailer(client, 'Hourglass <no-reply@example.com>'),
    received: () =>
      ses.messages().map(({ to, subject, html, text }) => ({
        to: to.join(),
        subject,
        html: html ?? '',
        text: text ?? '',
      })),
    break: () => void endpoint.faults.add({ kind: 'fail', times: 1 }),
    close: async () => {
      client.destroy();
      await endpoint.close();
    },
  };
}

const backends: readonly Backend<Bench>[] = [
  { name: 'the fake', open: async () => fake() },
  { name: 'the emulated SES', open: emulator },
];

const mail: Mail = {
  to: 'cleo@example.org',
  subject: 'Ada Lovelace asks for “ReadOnly” in Zürich ✓',
  html: '<p>Grüße &amp; <b>a&lt;b</b></p>',
  text: 'Grüße\n& a<b',
};

onEach(backends, (bench) => {
  test('a mail arrives letter by letter, as HTML and as text', async () => {
    await bench().mailer.send(mail);
    expect(bench().received()).toEqual([mail]);
  });

  test('G12: a mail that could not be sent is not passed over', async () => {
    bench().break();
    await expect(bench().mailer.send(mail)).rejects.toThrow(/internal failure/);
    expect(bench().received()).toEqual([]);
  });
});
