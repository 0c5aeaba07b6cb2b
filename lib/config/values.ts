import { z } from 'zod';

/** What editors say about a wrong value, and `docs/CONFIGURATION.md` about a right one; it begins with `must be`. */
const saying = (error: string) => ({ error, meta: { errorMessage: error } });

/** Text that matches a pattern; `allowed` completes the sentence "must be …". */
export function matching(pattern: RegExp, allowed: string) {
  const { error, meta } = saying(`must be ${allowed}`);
  return z.string().regex(pattern, { error }).meta(meta);
}

/** A whole number within bounds, both included. */
export function wholeNumber(least: number, most: number) {
  const { error, meta } = saying(`must be a whole number from ${least} to ${most}`);
  return z.int({ error }).min(least, { error }).max(most, { error }).meta(meta);
}

/** An id as the Identity Center console shows it. */
export const consoleId = matching(/^[0-9A-Za-z-]{1,64}$/, 'an id as the Identity Center console shows it');

const httpsSays = saying('must be an https address');

/** An https address; slashes at its end are dropped. */
export const httpsAddress = z
  .url({ protocol: /^https$/, error: httpsSays.error })
  .meta(httpsSays.meta)
  .transform((url) => url.replace(/\/+$/, ''));

const emailSays = saying('must be an email address');

/** An address such as `hourglass@example.com`. */
export const emailAddress = z.email({ error: emailSays.error }).meta(emailSays.meta);

/** A UUID of any version; `allowed` says where to find it. */
export function uuid(allowed: string) {
  const { error, meta } = saying(`must be the UUID ${allowed}`);
  return z.guid({ error }).meta(meta);
}

/** The id of an AWS account. */
export const accountId = matching(/^\d{12}$/, '12 digits');

/** A Region of one of the three partitions that `partitionOf` knows. */
export const regionName = matching(
  /^(?!.*-iso)[a-z]{2}(-[a-z]+)+-\d$/,
  'a commercial or GovCloud Region such as eu-west-1',
);

/** What every service that is tagged takes; Amplify takes the least. */
export const tagKey = matching(
  /^(?!aws:)[\w.:/=+-]{1,128}$/i,
  'up to 128 letters, digits and _ . : / = + -, not beginning with aws:',
);

/** CloudFormation takes no empty value. */
export const tagValue = matching(
  /^(?!aws:)[\w .:/=+@-]{1,256}$/i,
  'up to 256 letters, digits, spaces and _ . : / = + - @, not beginning with aws:',
);
