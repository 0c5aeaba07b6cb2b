import { Aws } from 'aws-cdk-lib';
import type { Config } from '../config/config';
import type { FunctionWith } from './function-with';

/** The verified SES identity that emails come from. */
export class MailSender {
  readonly #config: Config['mail'];

  constructor(config: Config['mail']) {
    this.#config = config;
  }

  /** Lets `fn` send email from the one configured address; sets MAIL_FROM. */
  grantSend(fn: FunctionWith<'MAIL_FROM'>): void {
    const { from, name } = this.#config;
    const identity = this.#config.identity ?? from.slice(from.lastIndexOf('@') + 1);
    fn.use('MAIL_FROM', `${name} <${from}>`);
    fn.allow(
      ['ses:SendEmail'],
      [`arn:${Aws.PARTITION}:ses:${Aws.REGION}:${Aws.ACCOUNT_ID}:identity/${identity}`],
      { StringEquals: { 'ses:FromAddress': from } },
    );
  }
}
