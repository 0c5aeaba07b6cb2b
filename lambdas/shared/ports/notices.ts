import { dynamoClient, sesClient } from '../../../aws/clients';
import { DynamoSentNotices } from '../../../aws/dynamo-sent-notices';
import { SesMailer } from '../../../aws/ses-mailer';
import { systemClock } from '../../../aws/system-clock';
import type { Ports } from '../../../core/usecases/deps';
import { type TableVariables, tablesOf } from './tables';

/** Sends mail, once each. */
export function noticePorts(
  env: TableVariables & { readonly MAIL_FROM: string },
): Pick<Ports, 'mailer' | 'sent'> {
  return {
    mailer: new SesMailer(sesClient(), env.MAIL_FROM),
    sent: new DynamoSentNotices(dynamoClient(), tablesOf(env), systemClock),
  };
}
