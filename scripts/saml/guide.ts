import { partitionOf } from '../../lib/config/sign-in-hosts';

/** What has to be pasted into the Identity Center console. */
export type Application = {
  readonly stage: string;
  readonly region: string;
  /** Where Identity Center sends its answers. */
  readonly acsUrl: string;
  readonly audience: string;
  /** Where the tile in the access portal leads. */
  readonly startUrl: string;
};

const CONSOLES = {
  aws: 'console.aws.amazon.com',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
  'aws-cn': 'console.amazonaws.cn',
} as const;

/** The applications of Identity Center in the console of a Region. */
export const consoleLink = (region: string): string =>
  `https://${CONSOLES[partitionOf(region)]}/singlesignon/applications/home?region=${region}#/instances/applications`;

/** What to do in the console, word by word, as lines. */
export function guide({ stage, region, acsUrl, audience, startUrl }: Application): string[] {
  return [
    'No API of AWS makes a SAML application, so this one step is done by hand, in the account that administers Identity Center.',
    '',
    `1. Open ${consoleLink(region)}`,
    '2. Customer managed > Add application > "I have an application I want to set up" > SAML 2.0 > Next',
    `   Display name               Hourglass${stage === 'prod' ? '' : ` (${stage})`}`,
    '3. Under "IAM Identity Center metadata" copy the address of the "IAM Identity Center SAML metadata file".',
    `   It begins with             https://portal.sso.${region}.amazonaws.com/saml/metadata/`,
    '4. Under "Application properties"',
    `   Application start URL      ${startUrl}`,
    '   Relay state                (leave empty)',
    '   Session duration           1 hour',
    '5. Under "Application metadata" choose "Manually type your metadata values"',
    `   Application ACS URL        ${acsUrl}`,
    `   Application SAML audience  ${audience}`,
    '   Submit',
    '6. Actions > Edit attribute mappings, then Save',
    '   Subject   ${user:subject}   persistent',
    '   Email     ${user:email}     basic',
    '7. Assign users and groups: everybody who asks for, decides about, watches or administers access.',
    '   Who is not assigned cannot sign in. What somebody may do is decided by policies, not here.',
  ];
}
