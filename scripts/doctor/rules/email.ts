import type { Config } from '../../../lib/config/config';
import type { Check } from '../check';
import { error, info, warning, well } from '../finding';

const group = 'Email';

/** The part of the daily quota from which on it is told. */
const NEARLY = 0.8;

/** The SES identity that mails come from. */
export function identityOf({ mail }: Config): string {
  return mail.identity ?? mail.from.slice(mail.from.lastIndexOf('@') + 1);
}

/** What SES must be like. */
export const emailChecks: readonly Check[] = [
  {
    id: 'mail-identity',
    group,
    title: 'The SES identity is verified',
    why: 'SES sends nothing from an identity that is not verified in this Region, so no approver would hear of a request.',
    docs: 'https://docs.aws.amazon.com/ses/latest/dg/creating-identities.html',
    from: 'before',
    judge: ({ see, config }) => {
      const identity = see('mailIdentity');
      if (identity?.verified) return well(identity.name);
      const name = identityOf(config);
      if (identity)
        return error(
          `${name} is not verified`,
          `Add the records that SES console, Identities, ${name} shows to the DNS of the domain`,
        );
      return error(
        `There is no identity ${name} in ${config.region}`,
        `aws sesv2 create-email-identity --email-identity ${name}, or name another one as \`mail.identity\``,
      );
    },
  },
  {
    id: 'mail-dkim',
    group,
    title: 'Mails are signed with DKIM',
    why: 'Mail that is not signed ends among the spam, or is refused.',
    docs: 'https://docs.aws.amazon.com/ses/latest/dg/send-email-authentication-dkim.html',
    from: 'before',
    judge: ({ see, config }) => {
      const identity = see('mailIdentity');
      if (!identity) return info('There is no identity to look at, see above');
      if (identity.dkim === 'SUCCESS') return well(identity.name);
      return warning(
        `DKIM of ${identity.name} is ${identity.dkim}`,
        `SES console, Identities, ${identityOf(config)}, DomainKeys Identified Mail: publish its CNAME records`,
      );
    },
  },
  {
    id: 'mail-sandbox',
    group,
    title: 'SES is out of the sandbox',
    why: 'In the sandbox mail reaches verified recipients alone, 200 a day.',
    docs: 'https://docs.aws.amazon.com/ses/latest/dg/request-production-access.html',
    from: 'before',
    judge: ({ see, config }) => {
      if (see('mailAccount').production) return well(`Production access in ${config.region}`);
      return error(
        `The account is in the sandbox in ${config.region}`,
        'SES console, Account dashboard, Request production access; AWS answers within a day or so',
      );
    },
  },
  {
    id: 'mail-quota',
    group,
    title: 'SES sends, and has quota left',
    why: 'What goes over the daily quota is refused by SES; Hourglass keeps it for 14 days and sends it late.',
    docs: 'https://docs.aws.amazon.com/ses/latest/dg/manage-sending-quotas.html',
    from: 'before',
    judge: ({ see }) => {
      const { sendingEnabled, enforcement, sentLastDay, dailyQuota } = see('mailAccount');
      if (!sendingEnabled || enforcement === 'SHUTDOWN')
        return error('Sending is paused for this account', 'SES console, Account dashboard: it says why');
      if (enforcement !== 'HEALTHY')
        return warning(`The account is under review (${enforcement})`, 'SES console, Reputation metrics');
      if (dailyQuota < 0) return well(`${sentLastDay} in 24 hours, no daily limit`);
      const used = `${sentLastDay} of ${dailyQuota} in 24 hours`;
      if (sentLastDay >= dailyQuota * NEARLY)
        return warning(used, 'Service Quotas console, Amazon SES, Sending quota: ask for more');
      return well(used);
    },
  },
];
