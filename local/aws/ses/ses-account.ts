import * as model from '@aws-sdk/client-sesv2';
import { z } from 'zod';
import type { Timeline } from '../../clock';
import type { Account } from '../account/account-settings';
import { type EmulatedService, type ServiceCall, ServiceError } from '../service';
import { dispatch, operation, type Operations } from '../support/operation';
import type { Mail } from './mail';

const DAY = 86_400_000;

/** What the second version of the SES API tells about. */
export type SesAccountOptions = {
  readonly timeline: Timeline;
  readonly account: Account;
  /** The one identity that there is. */
  readonly domain: string;
  readonly messages: () => readonly Mail[];
};

const BadRequest = (message: string) => new ServiceError('BadRequestException', message);

/** SES, API version 2: the sending account and its identity. Mail is sent by version 1. */
export class SesAccount implements EmulatedService {
  readonly name = 'sesv2';
  readonly protocol = 'rest';
  readonly target = '';
  readonly model: Record<string, unknown> = { ...model };
  readonly #options: SesAccountOptions;
  readonly #operations: Operations;

  constructor(options: SesAccountOptions) {
    this.#options = options;
    const name = z.strictObject({ EmailIdentity: z.string().min(1) });
    this.#operations = {
      GetAccount: operation(z.strictObject({}), () => this.#account(), BadRequest),
      GetEmailIdentity: operation(name, ({ EmailIdentity }) => this.#identity(EmailIdentity), BadRequest),
    };
  }

  async call(call: ServiceCall): Promise<Record<string, unknown>> {
    return dispatch(this.#operations, call);
  }

  #account(): Record<string, unknown> {
    const { timeline, account, messages } = this.#options;
    const { production, sendingEnabled, enforcement, dailyQuota } = account.settings.mail;
    const since = timeline.now() - DAY;
    return {
      ProductionAccessEnabled: production,
      SendingEnabled: sendingEnabled,
      EnforcementStatus: enforcement,
      // https://docs.aws.amazon.com/ses/latest/dg/request-production-access.html
      SendQuota: {
        Max24HourSend: production ? dailyQuota : 200,
        MaxSendRate: production ? 14 : 1,
        SentLast24Hours: messages().filter(({ sentAt }) => sentAt >= since).length,
      },
    };
  }

  #identity(name: string): Record<string, unknown> {
    const { account, domain } = this.#options;
    const { verified, dkim } = account.settings.mail;
    if (name !== domain)
      throw new ServiceError('NotFoundException', `Email identity ${name} does not exist.`, 404);
    return {
      IdentityType: 'DOMAIN',
      VerifiedForSendingStatus: verified,
      VerificationStatus: verified ? 'SUCCESS' : 'PENDING',
      DkimAttributes: { SigningEnabled: dkim === 'SUCCESS', Status: dkim },
    };
  }
}
