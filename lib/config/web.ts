import { z } from 'zod';
import { httpsAddress, matching } from './values';

const Domain = z.strictObject({
  name: matching(
    /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
    'a domain such as example.com, in lower case',
  ).meta({ description: 'A domain of yours; Amplify Hosting asks for records in its DNS.' }),
  prefix: matching(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)?$/, 'a label such as access, or empty').meta({
    description: 'What stands before it; empty: the domain itself.',
  }),
});

/** Where the web app is, and who hosts it. */
export const Web = z
  .strictObject({
    hosting: z.enum(['amplify', 'own']).default('amplify').meta({
      description:
        '`amplify`: Amplify Hosting, published by the deployment. `own`: `npm run web` writes the files and you host them at `url`; in GovCloud there is no Amplify Hosting.',
    }),
    url: httpsAddress.optional().meta({
      description:
        'Where people open the app, if that is neither `domain` nor the address that Amplify Hosting gives it.',
    }),
    domain: Domain.optional().meta({
      description: 'A domain for Amplify Hosting; people open the app there.',
    }),
  })
  .superRefine((web, context) => {
    const say = (key: 'hosting' | 'url' | 'domain', message: string) =>
      context.addIssue({ code: 'custom', path: [key], message, input: web[key] });
    if (web.hosting === 'own' && web.url === undefined) say('hosting', 'needs web.url beside it');
    if (web.hosting === 'own' && web.domain)
      say('domain', 'must be left out when web.hosting is own: it is for Amplify Hosting');
    if (web.domain && web.url !== undefined) say('url', 'must be left out beside web.domain, which says it');
  });
