import { denialOf } from '../aws/account-facts/access-denied';

/** What AWS, or the SDK on the way there, has refused, in words with how to mend it; `undefined`: that was not the trouble. */
export function awsTroubleOf(error: Error): string | undefined {
  const { name, message } = error;
  if (message === 'Region is missing') return 'AWS cannot be asked: no Region. Name it: AWS_REGION=<region>.';
  if (name === 'CredentialsProviderError' || name === 'TokenProviderError')
    return `AWS cannot be asked: ${message}. Sign in (aws sso login) and name the profile: AWS_PROFILE=<profile>.`;
  const denial = denialOf(error);
  if (denial)
    return `AWS denies it${denial.action === undefined ? '' : `, ${denial.action} is missing`}: ${message}`;
  // Every answer of a service carries this, and so does a call that no service has answered.
  return '$metadata' in error ? `AWS refuses it: ${name}: ${message}` : undefined;
}
