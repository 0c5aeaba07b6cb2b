import { AssumeRoleCommand, type STSClient } from '@aws-sdk/client-sts';
import { given } from './unexpected-answer-error';

/** The shortest that STS gives; the SDK asks again in time. In seconds. */
const DURATION = 900;

/** Credentials as the SDK's clients take them. */
type Credentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
};

/** The credentials of a role, for a client that is to work as that role: asked for at its first call and whenever they run out. */
export function assumedRole(
  sts: STSClient,
  RoleArn: string,
  RoleSessionName: string,
): () => Promise<Credentials> {
  return async () => {
    const command = new AssumeRoleCommand({ RoleArn, RoleSessionName, DurationSeconds: DURATION });
    const credentials = given((await sts.send(command)).Credentials, 'Credentials');
    return {
      accessKeyId: given(credentials.AccessKeyId, 'AccessKeyId'),
      secretAccessKey: given(credentials.SecretAccessKey, 'SecretAccessKey'),
      sessionToken: given(credentials.SessionToken, 'SessionToken'),
      expiration: given(credentials.Expiration, 'Expiration'),
    };
  };
}
