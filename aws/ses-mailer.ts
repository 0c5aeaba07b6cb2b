import { SendEmailCommand, type SESClient } from '@aws-sdk/client-ses';
import type { Mail, Mailer } from '../core/ports/notices';

const utf8 = (Data: string) => ({ Charset: 'UTF-8', Data });

/** Sends email by Amazon SES, as HTML and as text. */
export class SesMailer implements Mailer {
  constructor(
    private readonly client: SESClient,
    /** An address of a verified identity. */
    private readonly sender: string,
  ) {}

  async send({ to, subject, html, text }: Mail): Promise<void> {
    await this.client.send(
      new SendEmailCommand({
        Source: this.sender,
        Destination: { ToAddresses: [to] },
        Message: { Subject: utf8(subject), Body: { Html: utf8(html), Text: utf8(text) } },
      }),
    );
  }
}
