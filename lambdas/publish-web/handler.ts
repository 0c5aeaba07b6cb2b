import { AmplifyWebHost } from '../../aws/amplify-web-host';
import { amplifyClient, s3Client } from '../../aws/clients';
import { archiveOf, readWebBuild } from '../../aws/s3-web-build';
import { answerStack } from '../../aws/stack-answer';
import { systemClock } from '../../aws/system-clock';
import { filesFor } from '../../core/rules/web-files';
import { publishWeb } from '../../core/usecases/publish-web';
import { customResource } from '../shared/custom-resource';
import { once } from '../shared/once';
import { readEnv } from '../shared/read-env';
import { PublishWebEnv } from './env';
import { PublishProperties } from './properties';

const host = once(() => {
  const { WEB_APP_ID, WEB_BRANCH } = readEnv(PublishWebEnv);
  return new AmplifyWebHost(amplifyClient(), { appId: WEB_APP_ID, branchName: WEB_BRANCH });
});

/** CloudFormation, at the end of a deployment: puts the built web app online with the configuration of this installation. */
export const handler = customResource(
  PublishProperties,
  async ({ Bucket, Key, Config }) => {
    const build = await readWebBuild(s3Client(), { bucket: Bucket, key: Key }, systemClock);
    const archive = archiveOf(filesFor(build, Config));
    const outcome = await publishWeb(archive, { clock: systemClock, host: host() });
    return outcome.kind === 'published' ? { kind: 'done' } : outcome;
  },
  (address, answer) => answerStack(address, answer, systemClock),
);
