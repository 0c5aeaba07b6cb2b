import {
  GetAccountCommand,
  GetEmailIdentityCommand,
  NotFoundException,
  type SESv2Client,
} from '@aws-sdk/client-sesv2';

/** What SES lets the account send. */
export type MailAccount = {
  /** False: the sandbox, in which mail goes to verified recipients alone. */
  readonly production: boolean;
  readonly sendingEnabled: boolean;
  /** HEALTHY, PROBATION or SHUTDOWN. */
  readonly enforcement: string;
  readonly dailyQuota: number;
  readonly sentLastDay: number;
};

/** The identity that mails come from. */
export type MailIdentity = { readonly name: string; readonly verified: boolean; readonly dkim: string };

/** The sending account of this Region. */
export async function readMailAccount(client: SESv2Client): Promise<MailAccount> {
  const { ProductionAccessEnabled, SendingEnabled, EnforcementStatus, SendQuota } = await client.send(
    new GetAccountCommand({}),
  );
  return {
    production: ProductionAccessEnabled === true,
    sendingEnabled: SendingEnabled !== false,
    enforcement: EnforcementStatus ?? 'HEALTHY',
    dailyQuota: SendQuota?.Max24HourSend ?? 0,
    sentLastDay: SendQuota?.SentLast24Hours ?? 0,
  };
}

/** `undefined` when there is no such identity. */
export async function readMailIdentity(client: SESv2Client, name: string): Promise<MailIdentity | undefined> {
  try {
    const found = await client.send(new GetEmailIdentityCommand({ EmailIdentity: name }));
    return {
      name,
      verified: found.VerifiedForSendingStatus === true,
      dkim: found.DkimAttributes?.Status ?? 'NOT_STARTED',
    };
  } catch (error) {
    if (error instanceof NotFoundException) return undefined;
    throw error;
  }
}
